import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type TestInfo } from '@playwright/test';
import { Device, type DeviceOptions } from './device.ts';
import { POSTGRES_URL } from './start-postgres.ts';
import { AppProcess, type AppOptions } from './tools/app-process.ts';
import { FrameProxy } from './tools/frame-proxy.ts';
import { createDatabase } from './tools/postgres.ts';
import { TcpProxy } from './tools/tcp-proxy.ts';

export { expect };

interface WorkerFixtures {
  /** The server of all tests of a worker that leave it alone. */
  app: AppProcess;
  /** One to kill and to freeze. Each test finds it running. */
  mortalApp: AppProcess;
}

interface TestFixtures {
  /** A guest's browser, on `app`. */
  device: Device;
  openDevice: (options: DeviceOptions) => Promise<Device>;
  /** A bad network in front of `app`. */
  network: TcpProxy;
  /** A careless box in front of `app`. */
  frameProxy: FrameProxy;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    async ({ playwright: _ }, provide) => {
      await withApp({}, provide);
    },
    { scope: 'worker' },
  ],
  mortalApp: [
    async ({ playwright: _ }, provide) => {
      await withApp({}, provide);
    },
    { scope: 'worker' },
  ],
  openDevice: async ({ browser }, provide) => {
    const devices: Device[] = [];
    await provide(async (options) => {
      const device = await Device.open(browser, options);
      devices.push(device);
      return device;
    });
    const faults = devices.flatMap((device) => device.faults);
    await Promise.all(devices.map((device) => device.context.close()));
    expect(faults, 'no page was at fault at any moment').toEqual([]);
  },
  network: async ({ app }, provide) => {
    const proxy = new TcpProxy(app.port);
    await proxy.start();
    await provide(proxy);
    await proxy.stop();
  },
  frameProxy: async ({ app }, provide) => {
    const proxy = new FrameProxy(app.port);
    await proxy.start();
    await provide(proxy);
    await proxy.stop();
  },
  device: async ({ app, openDevice }, provide) => {
    await provide(await openDevice({ origin: app.url }));
  },
});

/** Starts a server on a database of its own, and ends both. */
export async function withApp(
  { env }: Pick<AppOptions, 'env'>,
  work: (app: AppProcess) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-e2e-'));
  const databaseUrl = await createDatabase({ url: process.env[POSTGRES_URL] ?? '' });
  const app = new AppProcess({ dataDir, databaseUrl, ...(env && { env }) });
  try {
    await app.start();
    await work(app);
    expect(app.faults, 'the server was at fault at no moment').toEqual([]);
  } finally {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** For a failed test: what its server said. */
export async function attachLog(testInfo: TestInfo, app: AppProcess): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  await testInfo.attach('server.log', { body: app.log, contentType: 'text/plain' });
}
