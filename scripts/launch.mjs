// The entry of every npm command. It runs on any Node from 20.19 on with nothing installed, so it uses no package; it makes
// sure that what a command needs is there, with one line for each thing that is missing, and then runs the command.
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './launch/build.mjs';
import { runCheck } from './launch/check.mjs';
import { ensureClient } from './launch/client.mjs';
import { ensureDependencies } from './launch/dependencies.mjs';
import { runNode } from './launch/run.mjs';
import { ensureRuntime } from './launch/runtime.mjs';
import { runTests } from './launch/test.mjs';

/** @type {Record<string, (node: string, args: string[]) => Promise<number>>} */
const commands = {
  async start(node) {
    await ensureBuild(node);
    return runNode(node, ['server.ts'], { NODE_ENV: 'production' });
  },
  dev: (node) => runNode(node, ['server.ts'], { NODE_ENV: 'development' }),
  async build(node) {
    await ensureBuild(node);
    return 0;
  },
  check: (node) => runCheck(node),
  test: (node, args) => runTests(node, args),
  async bench(node, args) {
    await ensureBuild(node);
    return runNode(node, ['bench/main.ts', ...args], { NODE_ENV: 'production' });
  },
  format: (node) => runNode(node, ['node_modules/oxfmt/bin/oxfmt']),
  mcp: (node, args) => runNode(node, ['scripts/mcp.ts', ...args]),
  skills: (node, args) => runNode(node, ['scripts/skills.ts', ...args]),
  evals: (node, args) => runNode(node, ['scripts/evals.ts', ...args]),
  'db:migrate': (node) => runNode(node, ['scripts/db-migrate.ts']),
  'mcp:token': (node, args) => runNode(node, ['scripts/mcp-token.ts', ...args]),
  'db:diff': (node, args) =>
    runNode(node, ['--disable-warning=ExperimentalWarning', 'scripts/db-diff.ts', ...args]),
};

/** @returns {Promise<number>} the exit code */
async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new Error(`cannot run "${name}": the commands are ${Object.keys(commands).join(', ')}`);
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  await ensureDependencies();
  const node = await ensureRuntime();
  await ensureClient(node);
  return command(node, args);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
