import type { Database } from '#lib/db/client.ts';
import { selectRunEvents } from '#lib/db/event-rows.ts';
import { selectLiveRuns, selectToolParts } from '#lib/db/tool-part-rows.ts';
import { inReadSnapshot } from '#lib/db/transaction.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';

/**
 * What some tools were asked to do in a session, on all its branches, oldest first; also by answers that are still
 * being written. For those who rebuild from the log what the tools had made.
 */
export function readToolCalls(
  db: Database,
  sessionId: string,
  toolNames: readonly string[],
): Promise<ToolPart[]> {
  return inReadSnapshot(db, async (tx) => {
    const ended = await selectToolParts(tx, { sessionId, toolNames });
    const live = await selectLiveRuns(tx, sessionId);
    const [oldest] = live;
    if (!oldest) return ended;
    const runIds = live.map((run) => run.runId);
    const events = await selectRunEvents(tx, { sessionId, runIds, fromSeq: oldest.requestedSeq });
    const { messages } = reduce(createSessionState(sessionId), events);
    const parts = [...messages.values()].flatMap((message) => message.parts);
    const own = parts.filter((part) => part.type === 'dynamic-tool' && toolNames.includes(part.toolName));
    // Cast: the filter above keeps tool parts only.
    return [...ended, ...(own as ToolPart[])];
  });
}
