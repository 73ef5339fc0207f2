import type { Part, ToolPart } from '#lib/protocol/message.ts';

const person = { kind: 'user', id: '0190163d-8694-739b-aea5-966c26f8ad91', name: 'Maria' } as const;
const approvalId = '0190163d-8694-739b-aea5-966c26f8ad92';

/** A tool call in every state that an answer at rest can show, with all that goes with it. */
const states: readonly Omit<ToolPart, 'type' | 'toolCallId'>[] = [
  { toolName: 'list_tables', state: 'output-available', input: {}, output: ['notes'], durationMs: 3 },
  {
    toolName: 'execute_sql',
    title: 'Run SQL',
    state: 'output-available',
    input: { sql: 'select id, title from public.notes order by id' },
    output: {
      command: 'SELECT',
      columns: ['id bigint', 'title text'],
      rows: [
        [1, 'Kelp'],
        [2, null],
      ],
      rowsLeftOut: true,
    },
    durationMs: 1_240,
    untrusted: true,
  },
  {
    toolName: 'execute_sql',
    title: 'Run SQL',
    state: 'output-available',
    input: { sql: "insert into public.notes (title) values ('Limpet')" },
    output: {
      command: 'INSERT',
      rowCount: 1,
      changed: [{ kind: 'rows', on: 'public.notes', inserted: 1, updated: 0, deleted: 0 }],
    },
    approval: { approvalId, status: 'approved', by: person, scope: 'session' },
    durationMs: 48,
  },
  {
    toolName: 'execute_sql',
    state: 'output-error',
    input: { sql: 'select * from nots' },
    errorText: 'SQL error 42P01: relation "nots" does not exist\nNothing was changed.',
    durationMs: 12,
    untrusted: true,
  },
  {
    toolName: 'apply_migration',
    state: 'output-denied',
    input: { name: 'drop_all', sql: 'drop schema public cascade' },
    approval: { approvalId, status: 'denied', by: person, reason: 'People still read it.' },
  },
  {
    toolName: 'harbour__send_mail',
    state: 'output-denied',
    input: { to: 'crew@kelp.example', subject: 'Tide tables' },
    approval: { approvalId, status: 'expired' },
  },
  { toolName: 'search_docs', state: 'abandoned', input: { query: 'row level security' } },
];

export const toolParts: readonly Part[] = states.map((state, index) => ({
  type: 'dynamic-tool',
  toolCallId: `t1-1-${index}`,
  ...state,
}));

const usage = { inputTokens: 2_240, outputTokens: 310, reasoningTokens: 90, costUsd: 0.0134 };

/** What else an answer is made of. */
export const otherParts: readonly Part[] = [
  { type: 'step-start', state: 'done', usage },
  { type: 'reasoning', id: 'r', text: 'The tables first, then the **advisors**.', state: 'done' },
  {
    type: 'data-compaction',
    id: 'c',
    data: {
      throughToolCallId: 't',
      summary: 'The tables were listed.',
      tokensBefore: 182_400,
      tokensAfter: 24_300,
    },
  },
  { type: 'data-budget', id: 'b', data: { kind: 'steps', scope: 'run', used: 20, limit: 25 } },
  { type: 'text', id: 't', text: 'It is done.', state: 'done' },
  { type: 'source-url', sourceId: 's1', url: 'https://kelp.example/rls', title: 'Row level security' },
  {
    type: 'source-document',
    sourceId: 's2',
    mediaType: 'text/markdown',
    title: 'Rules',
    filename: 'rules.md',
  },
  { type: 'step-start', state: 'done', usage },
];
