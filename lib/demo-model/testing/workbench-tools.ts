import type { ToolOffer } from '../conversation.ts';
import type { Situation } from '../plan.ts';

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };

/** The tools of the Workbench, as far as a model sees them. */
export const workbenchTools: readonly ToolOffer[] = [
  { name: 'list_tables', inputSchema: object({}) },
  { name: 'list_migrations', inputSchema: object({}) },
  { name: 'get_advisors', inputSchema: object({ type: { enum: ['security', 'performance'] } }, ['type']) },
  { name: 'search_docs', inputSchema: object({ query: text }, ['query']) },
  { name: 'read_doc', inputSchema: object({ id: text }, ['id']) },
  { name: 'execute_sql', inputSchema: object({ sql: text }, ['sql']) },
  { name: 'apply_migration', inputSchema: object({ name: text, sql: text }, ['name', 'sql']) },
];

export const readSkillFile: ToolOffer = {
  name: 'read_skill_file',
  inputSchema: object({ name: { enum: ['security.md', 'unrelated.md'] } }, ['name']),
};

export function toSituation(
  prompt: string,
  rest: Partial<Omit<Situation, 'tools'>> & { tools?: readonly ToolOffer[] } = {},
): Situation {
  const { tools = workbenchTools, ...others } = rest;
  return {
    family: 'demo-kelp',
    system: '',
    prompt,
    ...others,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
  };
}

const ids = Array.from({ length: 20 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);
export const allRules = ids.map((id) => `- [${id}|must] Something about ${id}.`).join('\n');
