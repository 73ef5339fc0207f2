import { MAIN_FILE, type SkillFinding } from './skill-files.ts';

/** Where findings are collected. */
export class SkillReport {
  readonly #findings: SkillFinding[] = [];

  error(code: string, path: string, line: number, message: string): void {
    this.#findings.push({ code, level: 'error', path, line, message });
  }

  warn(code: string, path: string, line: number, message: string): void {
    this.#findings.push({ code, level: 'warning', path, line, message });
  }

  get hasErrors(): boolean {
    return this.#findings.some(({ level }) => level === 'error');
  }

  /** SKILL.md first, and each file from its top. */
  get findings(): SkillFinding[] {
    return this.#findings.toSorted((a, b) => compare(sortKey(a), sortKey(b)) || a.line - b.line);
  }
}

const sortKey = ({ path }: SkillFinding): string => (path === MAIN_FILE ? '' : path);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
