import type { SessionView } from '#lib/client/session-view.ts';
import type { Message } from '#lib/protocol/message.ts';

const tools = /(?:^|__)(?:execute_sql|apply_migration)$/;

/** The newest answer on the page that used tools, if any. */
export function selectNewestAnswer({ state }: SessionView): Message | undefined {
  let newest: Message | undefined;
  for (const message of state.messages.values()) {
    if (message.role === 'assistant') newest = message;
  }
  return newest;
}

/** Another value whenever a tool that may have changed the sandbox has ended. */
export function selectOutcomeKey(view: SessionView): string {
  const answer = selectNewestAnswer(view);
  const ended = answer?.parts.filter(
    (part) =>
      part.type === 'dynamic-tool' &&
      tools.test(part.toolName) &&
      (part.state === 'output-available' || part.state === 'output-error'),
  );
  return `${answer?.id ?? ''} ${ended?.length ?? 0}`;
}
