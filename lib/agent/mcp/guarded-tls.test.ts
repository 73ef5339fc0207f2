import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { type Dial, dialSocket } from './guarded-agent.ts';
import { GuardedFetch } from './guarded-fetch.ts';
import { parseServerUrl } from './server-url.ts';
import { testCertificate } from './testing/certificate.ts';

const trusted = getCACertificates('default');
afterEach(() => setDefaultCACertificates(trusted));

const limits = { connectTimeoutMs: 1_000, exchangeTimeoutMs: 2_000, maxResponseBytes: 1_000 };

/** A server that stands for `host` on the internet, with the test's certificate. */
async function request(host: string): Promise<string> {
  const server = createServer(testCertificate, (_request, response) => void response.end('fine'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  // Cast: a server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;
  const dial: Dial = (to) => dialSocket({ ...to, address: '127.0.0.1', port });
  const resolve = () => Promise.resolve([{ address: '93.184.216.34' }]);
  const fetch = new GuardedFetch({ url: parseServerUrl(`https://${host}/mcp`), limits, resolve, dial });
  onTestFinished(() => fetch.close());
  return (await fetch.send({ method: 'POST', headers: {}, body: '{}' })).text();
}

test('[X51] the address is pinned, and the certificate still has to be made out to the name', async () => {
  setDefaultCACertificates([...trusted, testCertificate.cert]);
  expect(await request('mcp.example.com')).toBe('fine');
  await expect(request('other.example.com')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
});

test('a certificate that nobody vouches for is refused', async () => {
  await expect(request('mcp.example.com')).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});
