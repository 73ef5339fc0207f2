import type { SkillReference } from '#lib/skills/format/skill-files.ts';
import type { RunSkill } from '#lib/skills/run/run-skills.ts';
import type { AgentTool, ToolSource } from '../tools/agent-tool.ts';

export const SKILL_FILE_TOOL = 'read_skill_file';

/** The files of a skill as a tool; none for a skill that has no files. */
export function createSkillFileSource({ references }: RunSkill): ToolSource {
  const tools = references.length === 0 ? [] : [createTool(references)];
  return { open: async () => ({ tools, close: () => Promise.resolve() }) };
}

/** Our own text of a version that never changes: nobody is asked, and it may be read as often as one likes. */
function createTool(references: readonly SkillReference[]): AgentTool {
  const texts = new Map(references.map(({ name, content }) => [name, content]));
  return {
    name: SKILL_FILE_TOOL,
    title: 'Read a file of the skill',
    description: 'Reads a file of your instructions. They say when to read which.',
    inputSchema: {
      type: 'object',
      properties: { name: { type: 'string', enum: [...texts.keys()] } },
      required: ['name'],
      additionalProperties: false,
    },
    effectOf: () => 'read',
    mayRepeat: () => true,
    approvalFor: () => 'never',
    sessionScope: false,
    async execute(input) {
      // Cast: the loop checks inputs against the schema.
      const { name } = input as { name: string };
      const text = texts.get(name);
      return text === undefined
        ? { status: 'error', message: `There is no file ${name}.`, untrusted: false }
        : { status: 'ok', output: text, untrusted: false };
    },
  };
}
