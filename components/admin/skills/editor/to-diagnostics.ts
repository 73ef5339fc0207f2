import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { Finding } from '../skill-view.ts';

/** Findings of one file as marks on its lines. What is said of a line that is not there any more stands on the last. */
export function toDiagnostics(findings: readonly Finding[], doc: Text): Diagnostic[] {
  return findings.map(({ line, level, code, message }) => {
    const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const indent = text.length - text.trimStart().length;
    return { from: from + indent, to, severity: level, message: `${message} (${code})` };
  });
}
