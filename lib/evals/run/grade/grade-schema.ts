import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import { fail, notApplicable, pass, type Verdict } from './check-outcome.ts';
import { shorten } from './match-result.ts';
import { describeSchema, toFingerprint } from './schema-fingerprint.ts';

interface Grading {
  readonly sandbox: Sandbox;
  /** The same seed in a sandbox of its own, to compare with. */
  readonly openSeeded: () => Promise<Sandbox>;
  readonly hasTools: boolean;
}

/** The schema beside that of a fresh seed, on which, if asked for, the recorded migrations are run again. */
export async function gradeSchema(
  { schema }: { schema: 'as-seeded' | 'as-migrations' },
  { sandbox, openSeeded, hasTools }: Grading,
): Promise<Verdict> {
  const seeded = await openSeeded();
  // What the seed recorded is there already.
  const known = new Set((await seeded.listMigrations()).map(({ name }) => name));
  const recorded =
    schema === 'as-migrations' ? (await sandbox.listMigrations()).filter(({ name }) => !known.has(name)) : [];
  if (schema === 'as-migrations' && recorded.length === 0)
    return hasTools
      ? fail('no migration is recorded')
      : notApplicable('nothing could be recorded without tools');
  for (const { name, statements } of recorded) {
    // On a line of its own, because a statement may end with a comment.
    const sql = statements.map((statement) => `${statement}\n;`).join('\n');
    const result = await seeded.seed(sql);
    if (result.status === 'error')
      return fail(`on a fresh seed, migration "${name}" fails: ${result.error.message}`);
  }
  const [wanted, found] = await Promise.all([describeSchema(seeded), describeSchema(sandbox)]);
  const [wantedPrint, foundPrint] = [toFingerprint(wanted), toFingerprint(found)];
  if (wantedPrint === foundPrint) return pass(`schema ${foundPrint}`);
  const changes = sandbox.changes(wanted, found).map((change) => tellChange(change));
  return fail(`schema ${foundPrint} instead of ${wantedPrint}: ${shorten(changes.join('; '), 1_000)}`);
}

function tellChange(change: ReturnType<Sandbox['changes']>[number]): string {
  if (change.kind === 'rows') return `rows of ${change.on}`;
  return `${change.kind} ${[change.on, change.name].filter((part) => part !== undefined).join('.')} ${change.action}`;
}
