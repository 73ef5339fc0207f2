import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { reduce } from '#lib/state/reduce.ts';
import { textOf } from '#lib/state/selectors.ts';
import { createSessionState, toSnapshot } from '#lib/state/session-state.ts';
import { ClientProvider } from './client-provider.tsx';
import { SessionProvider } from './session-provider.tsx';
import { createAnswer } from './testing/answer-events.ts';
import { useConnection } from './use-connection.ts';
import { useDraft } from './use-draft.ts';
import { useSession } from './use-session.ts';
import { useSessionActions } from './use-session-actions.ts';
import { useSessionList } from './use-session-list.ts';
import { useSessionListActions } from './use-session-list-actions.ts';

function Page() {
  const texts = useSession((view) => [...view.state.messages.values()].map(textOf));
  const phase = useSession((view) => view.phase);
  const titles = useSessionList((view) => view.rows.map(({ title }) => title));
  const status = useConnection((view) => view.status);
  const [draft] = useDraft(useSession((view) => view.sessionId));
  const actions = [useSessionActions(), useSessionListActions()].length;
  return <p>{JSON.stringify({ texts, phase, titles, status, draft, actions })}</p>;
}

const readHtml = (html: string): unknown => JSON.parse(html.replace(/<\/?p>/g, '').replaceAll('&quot;', '"'));

test('[U3] the first HTML has the current text, an answer in progress included, and renders without a browser', () => {
  const sessionId = createId();
  const answer = createAnswer();
  const actor = { kind: 'user' as const, id: 'user-1' };
  const bodies = [...answer.start, answer.write('1 2 3')];
  const events = bodies.map((body, index) => ({
    seq: index + 1,
    at: '2026-01-01T00:00:00.000Z',
    actor,
    ...body,
  }));
  const snapshot = toSnapshot(reduce(createSessionState(sessionId), events));
  const row = {
    sessionId,
    title: 'Kelp',
    lastSeq: 4,
    readSeq: 4,
    live: true,
    needsApproval: false,
    archived: false,
  };
  const html = renderToString(
    <ClientProvider
      userId="user-1"
      initialSessions={{ sessions: [{ ...row, updatedAt: '2026-01-01T00:00:00.000Z' }], next: null }}
    >
      <SessionProvider sessionId={sessionId} initial={{ snapshot, epoch: 'epoch-1', role: 'owner' }}>
        <Page />
      </SessionProvider>
    </ClientProvider>,
  );
  expect(readHtml(html)).toEqual({
    texts: ['1 2 3'],
    phase: 'ready',
    titles: ['Kelp'],
    status: 'connecting',
    draft: '',
    actions: 2,
  });
});

test('a session that the server does not know yet renders as loading', () => {
  const html = renderToString(
    <ClientProvider userId={null} initialSessions={null}>
      <SessionProvider sessionId={createId()} initial={null}>
        <Page />
      </SessionProvider>
    </ClientProvider>,
  );
  expect(readHtml(html)).toMatchObject({ texts: [], phase: 'loading', titles: [] });
});
