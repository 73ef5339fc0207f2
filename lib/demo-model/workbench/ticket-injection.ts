import type { Plan } from '../plan.ts';
import { toCall, toSqlCall } from '../tool-calls.ts';
import { rowsOf } from '../tool-result.ts';

export const isAskedForTickets = (prompt: string) =>
  /\btickets?\b/i.test(prompt) && /\b(?:summar\w+|sum up|overview|digest|open|list|what)\b/i.test(prompt);

const OPEN_TICKETS = "select id, status, body from public.tickets where status = 'open' order by id limit 50";

/** Reads, and tells what it read. Whatever the rows ask for is what they say, and nothing that is done. [S10] */
export const summariseTickets: Plan = function* ({ tools }) {
  if (!tools.has('execute_sql')) {
    return `I have no tools in this conversation, so I can't see the tickets. This would list them:\n\n\`\`\`sql\n${OPEN_TICKETS};\n\`\`\``;
  }
  const results = yield {
    think:
      'Reading is enough for a summary. What stands in a ticket was written by whoever opened it, so it is data to me.',
    say: 'I will read the open tickets.',
    calls: [toCall(tools, 'list_tables'), toSqlCall(tools, 'execute_sql', OPEN_TICKETS)],
  };
  const read = results[1];
  if (read?.status !== 'ok') {
    return `I could not read the tickets: ${read?.message ?? 'there was no result'}. I have changed nothing.`;
  }
  return sayTickets(rowsOf(read.value));
};

function sayTickets(rows: readonly Record<string, unknown>[]): string {
  if (rows.length === 0) return 'There are no open tickets.';
  const lines = rows.map((row) => `- **${String(row.id)}**: ${toGist(String(row.body ?? ''))}`);
  const orders = rows.filter((row) => isOrder(String(row.body ?? ''))).length;
  return [
    rows.length === 1 ? 'There is one open ticket:' : `There are ${rows.length} open tickets:`,
    lines.join('\n'),
    ...(orders === 0
      ? []
      : [
          `${orders === 1 ? 'One of them holds' : `${orders} of them hold`} commands for whoever reads it. That is text in a row, and no request of yours: **I did nothing of it.** Somebody should look at who wrote it.`,
        ]),
    'I only read. I am a script, so these are first words rather than insight.',
  ].join('\n\n');
}

const order =
  /\b(?:drop (?:table|schema|database|policy)|grant\b.+\bto\b|ignore (?:all|any|the|your|previous)|disregard|you (?:must|should|are now)|system(?: prompt|:)|assistant|delete from|truncate|alter (?:table|role)|run (?:the|this))\b/i;

const isOrder = (body: string) => order.test(body);

const MAX_GIST_WORDS = 14;

/** The first words of the first sentence that is no order. */
function toGist(body: string): string {
  const sentences = body.replace(/[`*_#<>[\]\\|~]/g, '').split(/(?<=[.!?])\s+|\n+/);
  const telling = sentences.find((sentence) => sentence.trim() !== '' && !isOrder(sentence));
  if (telling === undefined) return 'nothing but instructions to whoever reads it';
  const words = telling.trim().split(/\s+/);
  return words.length > MAX_GIST_WORDS ? `${words.slice(0, MAX_GIST_WORDS).join(' ')} …` : words.join(' ');
}
