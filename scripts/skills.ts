// The skills of the folder `skills`, from the command line. Works beside a running app and without one.
import { lint } from './skills/lint.ts';

/** Each takes the words behind its name and returns the exit code. */
const commands: Readonly<Record<string, (args: string[]) => number | Promise<number>>> = { lint };

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(`cannot run "${name}": the commands are ${Object.keys(commands).join(', ')}`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
