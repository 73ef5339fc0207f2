// The skills of the folder `skills`, from the command line. Works beside a running app and without one.
import { lint } from './skills/lint.ts';
import { list } from './skills/list.ts';
import { pull } from './skills/pull.ts';
import { push } from './skills/push.ts';

/** Each takes the words behind its name and returns the exit code. */
const commands: Readonly<Record<string, (args: string[]) => number | Promise<number>>> = {
  lint,
  list,
  pull,
  push,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(`cannot run "${name}": the commands are ${Object.keys(commands).join(', ')}`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
