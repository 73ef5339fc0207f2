import type { SkillFiles } from '../skill-files.ts';
import type { SkillSurroundings } from '../lint/lint-context.ts';

export const head = '---\nname: garden\ndescription: How to keep a garden.\n---\n';

/** A small skill in which nothing is wrong. Its body begins on line 5. */
export const goodFiles: SkillFiles = {
  'SKILL.md': `${head}# Garden

1. \`dig_bed\`, then \`plant_seed\`.

- [S01|must] Water in the morning,
  never at noon.
- [S02|should] Weed often (\`read_doc weeds\`).

Read \`references/roses.md\` when there are roses.
`,
  'references/roses.md': '# Roses\n\n- [S03|should] Cut them in spring.\n',
};

export const about: SkillSurroundings = {
  toolDescriptions: {
    dig_bed: 'Digs. Dig here, and use plant_seed at the end.',
    plant_seed: 'Plants a seed.',
    read_doc: 'Returns a page.',
  },
  docs: [
    {
      id: 'weeds',
      title: 'Weeds',
      text: '# Weeds\n\nPull every weed out with its whole root, on a day after rain, before it has had time to bloom.\n',
    },
  ],
  checkedRules: new Set(['S01', 'S02', 'S03']),
  allowedTools: ['dig_bed', 'plant_seed', 'read_doc'],
};

/** The files with one of them changed: `from`, which has to be there, becomes `to`. */
export function change(from: string, to: string, path = 'SKILL.md'): SkillFiles {
  const text = goodFiles[path] ?? '';
  if (!text.includes(from)) throw new Error(`cannot change ${path}: it has no "${from}"`);
  return { ...goodFiles, [path]: text.replace(from, () => to) };
}
