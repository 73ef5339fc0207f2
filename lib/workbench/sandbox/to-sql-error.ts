import type { SqlError } from './sql-result.ts';

/** Undefined when it is none that Postgres sent: the connection broke, or it is a fault of ours. */
export function toSqlError(error: unknown): SqlError | undefined {
  if (!(error instanceof Error) || readField(error, 'severity') === undefined) return undefined;
  const [sqlstate = '', detail, hint, position] = ['code', 'detail', 'hint', 'position'].map((name) =>
    readField(error, name),
  );
  return {
    sqlstate,
    message: cut(error.message),
    ...(detail === undefined ? {} : { detail: cut(detail) }),
    ...(hint === undefined ? {} : { hint: cut(hint) }),
    ...(position === undefined ? {} : { position: Number(position) }),
  };
}

function readField(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}

/** A statement may raise an error of any length. */
function cut(text: string): string {
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
}
