'use client';

import { Gauge } from 'lucide-react';
import type { SessionView } from '#lib/client/session-view.ts';
import { useSession } from '#lib/client/use-session.ts';
import { useSelfId } from '../status/use-self-id.ts';
import { toActorName } from '../tool/approval-words.ts';
import { Popover } from '../ui/popover.tsx';
import { withTooltip } from '../ui/tooltip.ts';
import { findGrants } from './find-grants.ts';
import { findUsage, sumUsage } from './sum-usage.ts';
import { UsageFacts } from './usage-facts.tsx';

/** What this session has used so far, and what people have allowed in it for good. */
export function SessionUsage() {
  return (
    <Popover
      label="Usage of this session"
      aria-label="Usage of this session"
      align="end"
      renderContent={() => <SessionFacts />}
      {...withTooltip({ label: 'Usage' })}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11"
    >
      <Gauge aria-hidden className="size-[1.0625rem]" strokeWidth={1.75} />
    </Popover>
  );
}

const selectMessages = ({ state }: SessionView) => state.messages;

function SessionFacts() {
  const messages = [...useSession(selectMessages).values()];
  const hasOlder = useSession(({ state }) => state.olderBefore !== null);
  const usages = messages.flatMap((message) => findUsage(message) ?? []);
  const grants = findGrants(messages);
  const selfId = useSelfId();
  return (
    <>
      <p className="mb-2 font-semibold">This session</p>
      {usages.length === 0 ? (
        <p className="text-ink-soft">No answer has told its usage yet.</p>
      ) : (
        <UsageFacts usage={sumUsage(usages)} />
      )}
      {hasOlder && (
        <p className="mt-2 text-xs text-ink-soft">
          Of the {messages.length} messages that are loaded here; there are older ones.
        </p>
      )}
      {grants.length > 0 && (
        <div className="mt-3 border-t border-line pt-3">
          <p className="mb-1 text-ink-soft">Allowed for this whole session</p>
          <ul className="space-y-1">
            {grants.map(({ toolName, by }) => (
              <li key={toolName}>
                <code className="font-mono text-xs">{toolName}</code>
                <span className="text-ink-soft"> by {toActorName(by, selfId)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
