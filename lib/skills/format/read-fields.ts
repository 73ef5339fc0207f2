import type { Fields } from './front-matter.ts';
import { MAIN_FILE, type Skill } from './skill-files.ts';
import { skillLimits } from './skill-limits.ts';
import type { SkillReport } from './skill-report.ts';

type Head = Pick<Skill, 'name' | 'description' | 'license' | 'compatibility' | 'metadata' | 'allowedTools'>;

const known = new Set(['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools']);

/** The fields that the Agent Skills format knows, held to its limits. `folder` is what the name has to equal. */
export function readFields(fields: Fields, folder: string | undefined, report: SkillReport): Head {
  const say = (line: number, message: string): void => report.error('field', MAIN_FILE, line, message);
  const read = (name: string, max: number): string | undefined => {
    const field = fields.get(name);
    if (typeof field?.value !== 'string') return undefined;
    const value = field.value.trim();
    const length = value.length;
    if (length >= 1 && length <= max) return value;
    say(
      field.line,
      length === 0 ? `${name} is empty` : `${name} has ${length} characters: ${max} are the most`,
    );
    return undefined;
  };
  for (const [name, { line }] of fields) if (!known.has(name)) say(line, `${name} is no field of a skill`);
  for (const name of ['name', 'description']) if (!fields.has(name)) say(1, `${name} is missing`);

  const name = read('name', skillLimits.nameChars);
  const nameLine = fields.get('name')?.line ?? 1;
  if (name !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
    say(nameLine, 'name has to be of a-z, 0-9 and single hyphens between them');
  } else if (name !== undefined && folder !== undefined && name !== folder) {
    say(nameLine, `name has to be that of the folder, ${folder}`);
  }
  const description = read('description', skillLimits.descriptionChars);
  const license = read('license', skillLimits.compatibilityChars);
  const compatibility = read('compatibility', skillLimits.compatibilityChars);
  const tools = read('allowed-tools', skillLimits.frontMatterChars);
  const metadata = fields.get('metadata');
  if (typeof metadata?.value === 'string') say(metadata.line, 'metadata has to be a list of names and texts');
  return {
    name: name ?? '',
    description: description ?? '',
    ...(license === undefined ? {} : { license }),
    ...(compatibility === undefined ? {} : { compatibility }),
    ...(metadata?.value instanceof Map ? { metadata: Object.fromEntries(metadata.value) } : {}),
    ...(tools === undefined ? {} : { allowedTools: tools.split(/\s+/) }),
  };
}
