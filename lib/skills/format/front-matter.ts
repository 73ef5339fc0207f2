import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Range,
  visit,
  type YAMLMap,
} from 'yaml';
import { MAIN_FILE } from './skill-files.ts';
import { skillLimits } from './skill-limits.ts';
import type { SkillReport } from './skill-report.ts';

export interface Field {
  /** Undefined when it is of another kind, which is reported already. */
  readonly value: string | ReadonlyMap<string, string> | undefined;
  /** Of its name. */
  readonly line: number;
}

export type Fields = ReadonlyMap<string, Field>;

export interface FrontMatter {
  readonly fields: Fields;
  readonly body: string;
  /** The line of the file that the body begins on. */
  readonly bodyLine: number;
}

/** Takes SKILL.md apart. Undefined when that can't be done; the report says why. */
export function readFrontMatter(text: string, report: SkillReport): FrontMatter | undefined {
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (lines[0]?.trimEnd() !== '---' || end === -1) {
    report.error('front-matter', MAIN_FILE, 1, 'has to begin with front matter between two lines of ---');
    return undefined;
  }
  const yaml = lines.slice(1, end).join('\n');
  if (yaml.length > skillLimits.frontMatterChars) {
    report.error('front-matter', MAIN_FILE, 2, `is longer than ${skillLimits.frontMatterChars} characters`);
    return undefined;
  }
  const fields = readYaml(yaml, report);
  return fields && { fields, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

/**
 * Names and texts alone, one level of nesting: no types, no tags, no anchors, so there is nothing that a library could
 * be made to build or to repeat.
 */
function readYaml(yaml: string, report: SkillReport): Fields | undefined {
  const counter = new LineCounter();
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1;
  const lineOf = (node: unknown): number => lineAt(hasRange(node) ? node.range[0] : 0);
  const { contents, errors, warnings } = parseDocument(yaml, {
    schema: 'core',
    version: '1.2',
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
    merge: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: counter,
  });
  const fault = errors[0] ?? warnings[0];
  const say = (line: number, message: string): void => report.error('front-matter', MAIN_FILE, line, message);
  if (fault) return void say(lineAt(fault.pos[0]), `is not well formed: ${fault.message}`);
  if (!isMap(contents)) return void say(2, 'has to be a list of fields such as name: my-skill');
  const special = findSpecial(contents);
  if (special) return void say(lineOf(special), 'may not use anchors, aliases or tags');

  const readMetadata = (map: YAMLMap): Map<string, string> => {
    const texts = map.items.map(({ key, value }) => {
      const text = toText(value);
      if (text === undefined) say(lineOf(key), `metadata.${String(key)} has to be text: quote it`);
      return [String(key), text ?? ''] as const;
    });
    return new Map(texts);
  };
  const fields = new Map<string, Field>();
  for (const { key, value } of contents.items) {
    const [name, line] = [String(key), lineOf(key)];
    const read = name === 'metadata' && isMap(value) ? readMetadata(value) : toText(value);
    if (read === undefined) say(line, `${name} has to be text: quote it if it looks like something else`);
    fields.set(name, { value: read, line });
  }
  return fields;
}

function findSpecial(contents: Node): unknown {
  let found: unknown;
  visit(contents, {
    Node(_key, node) {
      if (!isAlias(node) && node.anchor === undefined && node.tag === undefined) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}

const toText = (node: unknown): string | undefined =>
  isScalar(node) && typeof node.value === 'string' ? node.value : undefined;

const hasRange = (node: unknown): node is { range: Range } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
