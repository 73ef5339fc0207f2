import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveEndpoint, type ServedEndpoint, serveTokenProxy } from './testing/serve-endpoint.ts';

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));

let endpoint: ServedEndpoint;
let proxy: Awaited<ReturnType<typeof serveTokenProxy>>;

beforeAll(async () => {
  endpoint = await serveEndpoint({ sandboxes: { open: () => Promise.reject(new Error('not needed')) } });
  proxy = await serveTokenProxy(endpoint.port, endpoint.createToken());
});

afterAll(async () => {
  await proxy?.stop();
  await endpoint?.stop();
});

test.each(['server-initialize', 'ping', 'tools-list', 'resources-list', 'dns-rebinding-protection'])(
  'the official conformance suite passes its scenario %s',
  async (scenario) => {
    const { code, output } = await runSuite(scenario);
    expect(output).toMatch(/Passed: [1-9]\d*\/\d+, 0 failed/);
    expect(code).toBe(0);
  },
);

/** Its scenarios and what it says of them; the answer to a failed one is in the output. */
function runSuite(scenario: string): Promise<{ code: number; output: string }> {
  const args = [suite, 'server', '--url', proxy.url, '--scenario', scenario];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: stdout + stderr }),
    );
  });
}
