const marks: Readonly<Record<string, string>> = { warn: 'warning: ', error: 'error: ', fatal: 'fatal: ' };

/** One of the logger's JSON lines, as a person at a terminal wants to read it. Other text passes unchanged. */
export function toPlainLine(line: string): string {
  const record = parseRecord(line);
  if (!record) return line;
  const { level, time, msg, error, ...fields } = record;
  const clock = String(time).slice(11, 19);
  const details = Object.entries(fields).map(([key, value]) => ` ${key}=${toText(value)}`);
  return `${clock} ${marks[String(level)] ?? ''}${toText(msg ?? '')}${details.join('')}${toErrorText(error)}\n`;
}

function parseRecord(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function toErrorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const stack = 'stack' in error ? String(error.stack) : JSON.stringify(error);
  return `\n  ${stack.replaceAll('\n', '\n  ')}`;
}
