import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { McpAdmin } from '#lib/agent/mcp/mcp-admin.ts';
import { mcpConnectOptions } from '#lib/agent/mcp/mcp-connect-options.ts';
import { McpConnections } from '#lib/agent/mcp/mcp-connections.ts';
import type { McpDefinition } from '#lib/agent/mcp/mcp-definition.ts';
import { parseHeader } from '#lib/agent/mcp/parse-header.ts';
import { toVisibleText } from '#lib/agent/mcp/visible-text.ts';
import { systemClock as clock } from '#lib/base/clock.ts';
import { appLogger } from '#lib/config/app-logger.ts';
import { config as readConfig } from '#lib/config/config.ts';
import { createDatabase } from '#lib/db/client.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { McpRows } from '#lib/db/mcp-rows.ts';
import { applyMigrations } from '#lib/db/migrate.ts';

const usage = `npm run mcp -- add <name> <url> [--header "name: value"]... [--allow-local]
npm run mcp -- list
npm run mcp -- check
npm run mcp -- accept <name> [tool]
npm run mcp -- enable|disable <name>
npm run mcp -- remove <name>

--yes answers the question of add and accept. Workers notice within seconds.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    header: { type: 'string', multiple: true, default: [] },
    'allow-local': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
});
const [command = '', name = '', more] = positionals;

/** True when all is well; undefined for a command that there is not. */
async function run(admin: McpAdmin): Promise<boolean | undefined> {
  if (command === 'list') await admin.list();
  else if (command === 'check') return admin.check();
  else if (command === 'add' && name && more) {
    const headers = Object.fromEntries(values.header.map(parseHeader));
    await admin.add({ name, url: more, headers, allowLocal: values['allow-local'] });
  } else if (command === 'accept' && name) await admin.accept(name, more);
  else if ((command === 'enable' || command === 'disable') && name)
    await admin.setEnabled(name, command === 'enable');
  else if (command === 'remove' && name) await admin.remove(name);
  else return undefined;
  return true;
}

/** Without a terminal there is nobody to ask: whoever wrote the command meant it. */
async function confirm(question: string): Promise<boolean> {
  if (values.yes || !process.stdin.isTTY) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

const config = readConfig();
const postgres = await startDatabaseServer(config, appLogger());
const db = createDatabase({ url: postgres.url, name: 'mcp', connections: 1 });
const connections = new McpConnections({ clock, connect: mcpConnectOptions });
try {
  await applyMigrations(postgres.url);
  const store = new McpRows<McpDefinition>({ db, secret: config.secret });
  const isFine = await run(new McpAdmin({ store, connections, print: console.log, confirm }));
  if (isFine === undefined) console.log(usage);
  if (!isFine) process.exitCode = 1;
} catch (error) {
  // It may quote a server.
  console.error(toVisibleText(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
} finally {
  await connections.close();
  await db.$disconnect();
  await postgres.stop();
}
