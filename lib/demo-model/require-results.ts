import { BadRequest } from './bad-request.ts';
import type { Turn } from './conversation.ts';

/** Providers refuse a call without its result, and a result without its call; so does this one. */
export function requireResults(turns: readonly Turn[]): readonly Turn[] {
  const open = new Set<string>();
  for (const turn of turns) {
    if (turn.role === 'call') open.add(turn.id);
    if (turn.role === 'result' && !open.delete(turn.id)) {
      throw new BadRequest(400, `cannot answer request: no tool call found for the result of ${turn.id}`);
    }
  }
  for (const id of open) {
    throw new BadRequest(400, `cannot answer request: no result found for tool call ${id}`);
  }
  return turns;
}
