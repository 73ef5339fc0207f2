import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyToken } from '#lib/workbench/mcp/token.ts';

const secret = 'a secret of at least 32 characters';
const root = fileURLToPath(new URL('..', import.meta.url));

function runScript(...args: string[]): Promise<{ code: number; output: string; complaints: string }> {
  const env = { ...process.env, HOLDFAST_SECRET: secret, PUBLIC_URL: 'https://chat.example.com' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/mcp-token.ts', ...args],
      { cwd: root, env },
      (error, output, complaints) => resolve({ code: error === null ? 0 : 1, output, complaints }),
    );
  });
}

test('it prints a token that holds, the address, and what a client needs', async () => {
  const { code, output } = await runScript('--days', '2');
  expect(code).toBe(0);
  const { mcpServers } = JSON.parse(output.slice(output.indexOf('{')));
  const { url, headers } = mcpServers.workbench;
  expect(url).toBe('https://chat.example.com/api/mcp');
  const claims = verifyToken(headers.Authorization.slice('Bearer '.length), secret, Date.now());
  expect(claims).toMatchObject({ kind: 'token' });
  const hours = ((claims?.expiresAt ?? 0) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(47);
  expect(hours).toBeLessThanOrEqual(48);
});

test('it makes another token for a sandbox that is there, and refuses what is no id', async () => {
  const sandboxId = '0190a000-0000-7000-8000-000000000001';
  const { output } = await runScript('--json', '--sandbox', sandboxId);
  expect(JSON.parse(output)).toMatchObject({ sandboxId });
  const refused = await runScript('--sandbox', 'postgres');
  expect({ code: refused.code, output: refused.output }).toEqual({ code: 1, output: '' });
  expect(refused.complaints).toContain('--sandbox has to be the id of a sandbox');
});
