import { MAIN_FILE } from '../skill-files.ts';
import type { LintContext } from './lint-context.ts';

/** Rules stand where they are read, and checks and rules know each other. */
export function lintRules({ skill, about, report }: LintContext): void {
  for (const { id, level, path, line } of skill.rules) {
    if (level === 'must' && path !== MAIN_FILE) {
      const message = `${id} is a must and stands where agents may not look: move it to ${MAIN_FILE}`;
      report.warn('must-in-reference', path, line, message);
    }
    if (!about.checkedRules.has(id)) {
      report.warn('rule-unchecked', path, line, `${id} has no check: nobody knows whether it is followed`);
    }
  }
  const ids = new Set(skill.rules.map(({ id }) => id));
  for (const id of [...about.checkedRules].toSorted()) {
    if (!ids.has(id)) {
      report.warn('check-without-rule', MAIN_FILE, 1, `has no rule ${id}, which checks of the evals ask for`);
    }
  }
}
