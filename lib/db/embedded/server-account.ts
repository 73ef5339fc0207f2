import { type ChildProcess, execFileSync, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';

type Account = { readonly uid: number; readonly gid: number };

/** Runs Postgres' programs. Postgres refuses to run as root, so root lends it an account without rights. */
export class ServerAccount {
  readonly #account: Account | undefined;
  readonly #keepsAccess: boolean;

  /** `directory` is created, and belongs to the account. `programs` and it must be reachable for the account. */
  constructor(directory: string, program: string) {
    const isRoot = process.getuid?.() === 0;
    const owner = existsSync(directory) ? statSync(directory) : undefined;
    this.#account = isRoot ? (owner && owner.uid !== 0 ? owner : findAccount()) : undefined;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (this.#account) chownSync(directory, this.#account.uid, this.#account.gid);
    this.#keepsAccess = this.#account !== undefined && !this.#canReach(directory, program);
  }

  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const account = this.#account;
    if (!account) return spawn(program, args, options);
    if (!this.#keepsAccess) return spawn(program, args, { ...options, ...account });
    return spawn('setpriv', [...toSetprivArgs(account), program, ...args], options);
  }

  /** Gives a file that this process wrote to the account. */
  own(file: string): void {
    if (this.#account) chownSync(file, this.#account.uid, this.#account.gid);
  }

  #canReach(directory: string, program: string): boolean {
    const probe = spawnSync('/bin/sh', ['-c', 'test -w "$0" && test -x "$1"', directory, program], {
      ...this.#account,
      cwd: '/',
    });
    return probe.status === 0;
  }
}

/** Below a directory like /root the account could not even look up its own files: it keeps that one right of root. */
function toSetprivArgs({ uid, gid }: Account): string[] {
  const capability = '-all,+dac_override';
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    `--bounding-set=${capability}`,
  ];
}

function findAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    try {
      const readId = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: readId('-u'), gid: readId('-g') };
    } catch {
      // Not on this machine: the next one may be.
    }
  }
  throw new Error('cannot start Postgres as root: this machine has no account postgres or nobody to run it');
}
