// Prints a token for the Workbench's MCP server. It needs nothing but the secret, so it works beside a running app and
// without one; the token holds for whichever app has the same secret.
import { parseArgs } from 'node:util';
import { createId, isUuid } from '#lib/base/ids.ts';
import { config } from '#lib/config/config.ts';
import { createToken, MCP_PATH } from '#lib/workbench/mcp/token.ts';

const USAGE = 'npm run mcp:token -- [--days 30] [--sandbox <id of an earlier token>] [--json]';
const DAY_MS = 86_400_000;

function readOptions(): { days: number; sandboxId: string; json: boolean } {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '30' },
      sandbox: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const { sandbox: sandboxId = createId(), json = false } = values;
  const days = Number(values.days);
  if (!isUuid(sandboxId)) throw new Error('--sandbox has to be the id of a sandbox');
  if (!(days >= 1 && days <= 365)) throw new Error('--days has to be from 1 to 365');
  return { days, sandboxId, json };
}

function describe(made: { token: string; url: string; sandboxId: string; expiresAt: number }): string {
  const { token, url, sandboxId, expiresAt } = made;
  const headers = { Authorization: `Bearer ${token}` };
  return [
    `A token for the sandbox ${sandboxId}, valid until ${new Date(expiresAt).toISOString()}.`,
    'Whoever has it may do anything in that sandbox, and nothing elsewhere.',
    `\n${token}\n`,
    `The server is at ${url} while the app runs. For an MCP client:\n`,
    JSON.stringify({ mcpServers: { workbench: { type: 'http', url, headers } } }, undefined, 2),
  ].join('\n');
}

try {
  const { days, sandboxId, json } = readOptions();
  const { secret, publicUrl, port } = config();
  const expiresAt = Math.round(Date.now() + days * DAY_MS);
  const token = createToken({ sandboxId, kind: 'token', expiresAt }, secret);
  const made = {
    token,
    url: new URL(MCP_PATH, publicUrl ?? `http://localhost:${port}`).href,
    sandboxId,
    expiresAt,
  };
  console.log(json ? JSON.stringify(made) : describe(made));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
}
