/** More texts than the code has, so that only lists of ever new lengths can go without a name. */
const MAX_NAMES = 500;

/**
 * Names for the statements that Prisma sends: a connection of Postgres parses and plans a named one once, and any other
 * one each time. Statements without parameters (`BEGIN`) need none.
 */
export function createStatementNames(): (statement: { sql: string; args: readonly unknown[] }) => string {
  const names = new Map<string, string>();
  return ({ sql, args }) => {
    if (args.length === 0) return '';
    const known = names.get(sql);
    if (known !== undefined || names.size >= MAX_NAMES) return known ?? '';
    const name = `prisma_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
