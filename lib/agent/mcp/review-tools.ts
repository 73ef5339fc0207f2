import { type DefinitionJudge } from './definition-judge.ts';
import type { McpDefinition } from './mcp-definition.ts';
import type { AcceptedTool, NewTool } from './mcp-store.ts';
import { toPolicy } from './mcp-tool.ts';
import { toToolName } from './tool-name.ts';
import { toVisibleText } from './visible-text.ts';

export type ReviewedTool = {
  readonly name: string;
  readonly status: 'accepted' | 'changed' | 'new' | 'refused' | 'gone';
  /** Of what is refused. */
  readonly why?: string;
  /** As it was accepted. */
  readonly before?: McpDefinition;
  /** What accepting it now would store. */
  readonly now?: NewTool;
};

/** What a server lists, beside what was accepted of it. */
export function reviewTools(
  judge: DefinitionJudge,
  listed: readonly McpDefinition[],
  accepted: readonly AcceptedTool[],
): readonly ReviewedTool[] {
  const reviewed = new Map<string, ReviewedTool>();
  for (const definition of listed) {
    const { name } = definition;
    if (reviewed.has(name)) continue;
    const judgement = judge.judge(definition);
    if (judgement.status === 'refused') {
      reviewed.set(name, { name, status: 'refused', why: judgement.why });
      continue;
    }
    const { fingerprint } = judgement;
    const before = accepted.find((tool) => tool.name === name);
    const status = !before ? 'new' : before.fingerprint === fingerprint ? 'accepted' : 'changed';
    const now = { name, fingerprint, definition };
    reviewed.set(name, { name, status, now, ...(before && { before: before.definition }) });
  }
  const gone = accepted.filter(({ name }) => !reviewed.has(name));
  return [...reviewed.values(), ...gone.map(({ name }): ReviewedTool => ({ name, status: 'gone' }))];
}

/** A definition for a person who decides about it, whole: what is not shown can't be judged. */
export function showTool(server: string, definition: McpDefinition): string {
  const { name, title, description = '', inputSchema, annotations } = definition;
  const { effectOf, approvalFor, sessionScope } = toPolicy(definition);
  const asks =
    approvalFor({}) === 'never'
      ? 'asks nobody'
      : sessionScope
        ? 'asks, and can be allowed for a session'
        : 'asks every time';
  const lines = [
    `${toToolName(server, name)}${title === undefined ? '' : ` (${title})`}`,
    `by what its server says of it: ${effects[effectOf({})]}; ${asks}`,
    ...description.split('\n'),
    `input ${JSON.stringify(inputSchema)}`,
    ...(annotations ? [`annotations ${JSON.stringify(annotations)}`] : []),
  ];
  return lines.map((line, index) => `${index === 0 ? '  ' : '      '}${toVisibleText(line)}`).join('\n');
}

const effects = { read: 'it reads', write: 'it writes', send: 'it may send what it is given elsewhere' };
