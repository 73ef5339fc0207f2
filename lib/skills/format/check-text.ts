import { findSecret } from './secrets.ts';
import { skillLimits } from './skill-limits.ts';
import type { SkillReport } from './skill-report.ts';

/** Reads the same to a person whether it is there or not, but not to a model: directions, zero widths, tags. */
const hidden = /[\u200B\u2060\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;
/** NUL, lone surrogates, other controls, and what is left of bytes that are no UTF-8. */
const unreadable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD\uD800-\uDFFF]/u;
/** What template engines would fill in or run. Nothing here does, so whoever wrote it expects what won't happen. */
const template = /\{\{|<%|\$\{\s*(?:process\b|env\b|[A-Z_]+\s*\})|(?:^|\s)!`[^`]/;

/**
 * What makes a text unfit to be kept or to be shown to a model, line by line. [X66] Returns false when it is so long that
 * nobody should look at it.
 */
export function checkText(path: string, text: string, report: SkillReport): boolean {
  if (text.length > skillLimits.fileChars) {
    const line = text.slice(0, skillLimits.fileChars).split('\n').length;
    report.error('too-large', path, line, `has more than ${skillLimits.fileChars} characters`);
    return false;
  }
  for (const [index, content] of text.split('\n').entries()) {
    const say = (code: string, message: string): void => report.error(code, path, index + 1, message);
    const bad = unreadable.exec(content);
    if (bad) say('unreadable', `has a character that is no text (${toCode(bad[0])})`);
    const unseen = hidden.exec(content);
    if (unseen) say('hidden', `has a character that nobody can see (${toCode(unseen[0])})`);
    const found = template.exec(content);
    if (found) say('template', `looks like a template (${found[0].trim()}): nothing is ever filled in`);
    const secret = findSecret(content);
    if (secret !== undefined) say('secret', `looks like ${secret}: a skill is read by models and by people`);
  }
  return true;
}

const toCode = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
