'use client';

import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import { ApprovalDock } from '../approval/approval-dock.tsx';
import { Composer } from '../composer/composer.tsx';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { ModelPicker } from '../composer/model-picker.tsx';
import { useChosenModel } from '../composer/use-chosen-model.ts';
import { QueuePanel } from '../queue/queue-panel.tsx';
import { selectIsLive } from '../transcript/select-transcript.ts';
import { useSessionShortcuts } from './use-session-shortcuts.ts';
import { useStop } from './use-stop.ts';

/** The foot of a session: queue and composer. Nothing kills work by default: sending while busy queues. */
export function SessionComposer({ models }: { models: readonly ModelChoice[] }) {
  const sessionId = useSession((view) => view.sessionId);
  const isLive = useSession(selectIsLive);
  const isReader = useSession((view) => view.role === 'viewer');
  const { send } = useSessionActions();
  const stop = useStop();
  const [model, chooseModel] = useChosenModel(models);
  useSessionShortcuts();

  return (
    <div className="relative mx-auto w-full max-w-(--column) px-3 pb-[calc(max(0.75rem,env(safe-area-inset-bottom))+var(--keyboard,0px))] md:px-6">
      <ApprovalDock />
      <QueuePanel />
      {isReader ? (
        <p className="rounded-lg border border-line bg-sunken px-4 py-3.5 text-sm text-ink-soft">
          You can read this session.
        </p>
      ) : (
        <Composer
          draftId={sessionId}
          isLive={isLive}
          placeholder={isLive ? 'Write the next message' : 'Write a message'}
          onSend={(text) => send(text, { whenBusy: 'queue', ...(model ? { model: model.id } : {}) })}
          onStop={stop}
        >
          <ModelPicker models={models} chosen={model} onChoose={chooseModel} />
        </Composer>
      )}
    </div>
  );
}
