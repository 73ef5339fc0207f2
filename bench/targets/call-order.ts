import type { Turn } from '#lib/demo-model/conversation.ts';

/**
 * What comes next of the newest `call TOOL with JSON N times one by one` or `... at once`: one call of each step, or all in
 * the first; none when all have their results. Undefined where the newest prompt orders no calls.
 */
export function findCalls(turns: readonly Turn[]): { name: string; text: string }[] | undefined {
  const at = turns.findLastIndex(({ role }) => role === 'user');
  const found = /^call (\w+) with (\{.*\}) (\d+) times (one by one|at once)$/.exec(turns[at]?.text ?? '');
  if (!found) return undefined;
  const [, name = '', text = '', times, how] = found;
  const open = Number(times) - turns.slice(at).filter(({ role }) => role === 'result').length;
  return Array.from({ length: how === 'at once' ? open : Math.min(1, open) }, () => ({ name, text }));
}
