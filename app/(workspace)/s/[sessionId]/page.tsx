import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { SessionScreen } from '#components/session/session-screen.tsx';
import { panelCookie, shownPanel } from '#components/workbench/panel-cookie.ts';
import { Workspace } from '#components/shell/workspace.tsx';
import { listModels } from '#app/_server/list-models.ts';
import { loadNonce } from '#app/_server/load-nonce.ts';
import { loadSession } from '#app/_server/load-session.ts';

/** Opens at its end before anything has hydrated. */
const scrollToEnd = `{const t=document.querySelector('[data-transcript]');if(t)t.scrollTop=t.scrollHeight}`;

/** The session's current text is in this HTML, an answer in progress included. [U3] */
export default async function SessionPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  const seed = await loadSession(sessionId);
  if (!seed) notFound();
  const models = listModels();
  const startsWithPanel = (await cookies()).get(panelCookie)?.value === shownPanel;
  return (
    <>
      <Workspace
        models={models}
        seed={seed}
        seededScreen={<SessionScreen models={models} startsWithPanel={startsWithPanel} />}
      />
      <script
        nonce={await loadNonce()}
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: scrollToEnd }}
      />
    </>
  );
}
