import { estimateTokens } from '#lib/base/estimate-tokens.ts';
import { checkText } from './check-text.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { hashSkillFiles, toUnixFiles } from './hash-skill-files.ts';
import { readFields } from './read-fields.ts';
import { readReferences } from './read-references.ts';
import { readRules } from './read-rules.ts';
import { MAIN_FILE, type Skill, type SkillFiles, type SkillFinding, type SkillRule } from './skill-files.ts';
import { skillLimits } from './skill-limits.ts';
import { SkillReport } from './skill-report.ts';

export interface ParsedSkill {
  /** Undefined when anything is refused: a finding of level error says what, and where. */
  readonly skill: Skill | undefined;
  readonly findings: readonly SkillFinding[];
}

/**
 * Reads a skill. Never throws, evaluates nothing, and refuses as a whole what is not fit to be kept. `folder` is what it
 * has to be called; left out when it stands in none.
 */
export function parseSkill(given: SkillFiles, folder?: string): ParsedSkill {
  const report = new SkillReport();
  const files = toUnixFiles(given);
  const main = Object.hasOwn(files, MAIN_FILE) ? files[MAIN_FILE] : undefined;
  const isReadable = Object.entries(files).map(([path, text]) => checkText(path, text, report));
  checkPaths(files, report);
  if (main === undefined) report.error('file', MAIN_FILE, 1, 'is missing');
  if (main === undefined || isReadable.includes(false))
    return { skill: undefined, findings: report.findings };

  const parts = readFrontMatter(main, report);
  if (!parts) return { skill: undefined, findings: report.findings };
  const { body, bodyLine } = parts;
  const tokens = checkBody(parts, report);
  const head = readFields(parts.fields, folder, report);
  const references = readReferences(files, parts);
  const rules = [
    ...readRules({ path: MAIN_FILE, text: body, firstLine: bodyLine }, report),
    ...references.flatMap(({ path, content }) => readRules({ path, text: content, firstLine: 1 }, report)),
  ];
  checkIds(rules, report);
  const skill = { ...head, body, references, rules, hash: hashSkillFiles(files), tokens };
  return { skill: report.hasErrors ? undefined : skill, findings: report.findings };
}

function checkPaths(files: SkillFiles, report: SkillReport): void {
  const others = Object.keys(files).filter((path) => path !== MAIN_FILE);
  for (const path of others) {
    if (!/^references\/[a-z0-9][a-z0-9-]{0,63}\.md$/.test(path)) {
      report.error('file', path, 1, 'does not belong: beside SKILL.md there are references/<name>.md alone');
    }
  }
  if (others.length > skillLimits.references) {
    report.error('file', MAIN_FILE, 1, `has more than ${skillLimits.references} references`);
  }
}

function checkBody({ body, bodyLine }: FrontMatter, report: SkillReport): number {
  const lines = body.trimEnd().split('\n').length;
  if (body.trim() === '') report.error('body', MAIN_FILE, bodyLine, 'says nothing');
  if (lines >= skillLimits.bodyLines) {
    const line = bodyLine + skillLimits.bodyLines - 1;
    report.error('body', MAIN_FILE, line, `has ${lines} lines: keep below ${skillLimits.bodyLines}`);
  }
  const tokens = estimateTokens(body);
  if (tokens >= skillLimits.bodyTokens) {
    const message = `has about ${tokens} tokens: keep below ${skillLimits.bodyTokens}`;
    report.error('body', MAIN_FILE, bodyLine, message);
  }
  return tokens;
}

function checkIds(rules: readonly SkillRule[], report: SkillReport): void {
  const first = new Map<string, SkillRule>();
  for (const rule of rules) {
    const earlier = first.get(rule.id);
    if (!earlier) first.set(rule.id, rule);
    else {
      const at = `${earlier.path}:${earlier.line}`;
      report.error('rule-duplicate', rule.path, rule.line, `${rule.id} is taken already, at ${at}`);
    }
  }
}
