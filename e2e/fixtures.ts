import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
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
  mortalServer: AppProcess;
}

interface TestFixtures {
  /** With a failed test comes what the servers of its worker said. */
  serverLogs: void;
  /** A server to kill and to freeze. Each test finds it running. */
  mortalApp: AppProcess;
  /** A guest's browser, on `app`. */
  device: Device;
  openDevice: (options: DeviceOptions) => Promise<Device>;
  /** A bad network in front of `app`. */
  network: TcpProxy;
  /** A careless box in front of `app`. */
  frameProxy: FrameProxy;
}

const running = new Set<AppProcess>();

export const test = base.extend<TestFixtures, WorkerFixtures>({
  app: [
    async ({ playwright: _ }, provide) => {
      await withApp({}, provide);
    },
    { scope: 'worker' },
  ],
  mortalServer: [
    async ({ playwright: _ }, provide) => {
      await withApp({}, provide);
    },
    { scope: 'worker' },
  ],
  serverLogs: [
    async ({ playwright: _ }, provide, testInfo) => {
      await provide();
      if (testInfo.status === testInfo.expectedStatus) return;
      for (const app of running)
        await testInfo.attach(`server-${app.port}.log`, { body: app.log, contentType: 'text/plain' });
    },
    { auto: true },
  ],
  mortalApp: async ({ mortalServer }, provide) => {
    if (!mortalServer.isRunning) await mortalServer.start();
    await provide(mortalServer);
    mortalServer.thaw();
  },
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
    running.add(app);
    await app.start();
    await work(app);
    expect(app.faults, 'the server was at fault at no moment').toEqual([]);
  } finally {
    running.delete(app);
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
