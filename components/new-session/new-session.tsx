'use client';

import { useClient } from '#lib/client/client-context.ts';
import type { SendOutcome } from '#lib/client/session-actions.ts';
import { Composer } from '../composer/composer.tsx';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { ModelPicker } from '../composer/model-picker.tsx';
import { useChosenModel } from '../composer/use-chosen-model.ts';
import { Mark } from '../mark/mark.tsx';
import { loadSessionScreen } from '../shell/load-session-screen.ts';
import { openPath } from '../shell/open-path.ts';
import { toSessionPath } from '../shell/session-path.ts';
import { StatusLine } from '../status/status-line.tsx';
import { ModelNote } from './model-note.tsx';
import { SampleList } from './sample-list.tsx';
import { preload } from '../ui/preload.ts';

/** The draft of no session yet. */
const draftId = 'new';

export interface NewSessionProps {
  models: readonly ModelChoice[];
}

export function NewSession({ models }: NewSessionProps) {
  const client = useClient();
  const [model, chooseModel] = useChosenModel(models);

  const begin = (prompts: readonly string[]): SendOutcome => {
    const sessionId = client.sessionListActions.create();
    const { actions } = client.openSession(sessionId, null);
    const outcomes = prompts.map((text) =>
      actions.send(text, { whenBusy: 'queue', ...(model ? { model: model.id } : {}) }),
    );
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (!refused) openPath(toSessionPath(sessionId));
    return refused ?? { ok: true, messageId: sessionId };
  };
  const onSend = (text: string) => {
    const outcome = begin([text]);
    if (outcome.ok) client.drafts.set(draftId, '');
    return outcome;
  };

  return (
    <main
      // Whoever types, or is about to choose a sample, is about to open a session.
      onInput={() => preload(loadSessionScreen)}
      onPointerDownCapture={() => preload(loadSessionScreen)}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto"
    >
      <title>New session · Holdfast</title>
      <div className="mx-auto flex w-full max-w-(--column) flex-1 flex-col justify-center px-4 pt-20 pb-10 md:px-6">
        <div className="mb-8 px-1">
          <Mark className="mb-5 size-10 text-kelp" />
          <h1 className="text-2xl font-[620] tracking-[-0.025em]">Ask. It holds.</h1>
          <p className="mt-2 max-w-[34rem] text-ink-soft">
            Close the tab, lose the network, restart the server: the answer goes on, word for word, on every
            device.
          </p>
        </div>
        <div className="relative pb-[var(--keyboard,0px)]">
          <div className="absolute inset-x-0 bottom-full flex justify-center pb-2">
            <StatusLine />
          </div>
          <Composer
            draftId={draftId}
            isLive={false}
            placeholder="Write a message"
            onSend={onSend}
            onStop={() => {}}
          >
            <ModelPicker models={models} chosen={model} onChoose={chooseModel} />
          </Composer>
        </div>
        <SampleList onChoose={begin} />
        <ModelNote model={model} />
      </div>
    </main>
  );
}
