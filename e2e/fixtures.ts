import { expect, test as base } from '@playwright/test';
import { Device, type DeviceOptions } from './device.ts';
import { runningServers, withServers } from './servers.ts';
import type { AppProcess } from './tools/app-process.ts';
import { FrameProxy } from './tools/frame-proxy.ts';
import { TcpProxy } from './tools/tcp-proxy.ts';

export { expect };

interface WorkerFixtures {
  /** The server of all tests of a worker that leave it alone. */
  app: AppProcess;
  mortalServers: readonly AppProcess[];
  mortalNodes: readonly AppProcess[];
}

interface TestFixtures {
  /** With a failed test comes what the servers of its worker said. */
  serverLogs: void;
  /** A server to kill and to freeze. Each test finds it running. */
  mortalApp: AppProcess;
  /** Two of them, on one database. */
  nodes: readonly [AppProcess, AppProcess];
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
      await withServers({}, async (apps) => provide(requireOne(apps)));
    },
    { scope: 'worker' },
  ],
  mortalServers: [
    async ({ playwright: _ }, provide) => {
      await withServers({}, provide);
    },
    { scope: 'worker' },
  ],
  mortalNodes: [
    async ({ playwright: _ }, provide) => {
      // A lease that outlives a lost lock by far: a test can tell which of the two let go of a run.
      await withServers({ count: 2, env: { HOLDFAST_LEASE_MS: '8000' } }, provide);
    },
    { scope: 'worker' },
  ],
  serverLogs: [
    async ({ playwright: _ }, provide, testInfo) => {
      await provide();
      if (testInfo.status === testInfo.expectedStatus) return;
      for (const app of runningServers)
        await testInfo.attach(`server-${app.port}.log`, { body: app.log, contentType: 'text/plain' });
    },
    { auto: true },
  ],
  mortalApp: async ({ mortalServers }, provide) => {
    await reviving(mortalServers, async (apps) => provide(requireOne(apps)));
  },
  nodes: async ({ mortalNodes }, provide) => {
    await reviving(mortalNodes, async ([one, other]) => {
      if (one && other) await provide([one, other]);
    });
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

function requireOne([app]: readonly AppProcess[]): AppProcess {
  if (!app) throw new Error('cannot go on: there is no server');
  return app;
}

/** However a test before left them, they run. */
async function reviving(
  apps: readonly AppProcess[],
  work: (apps: readonly AppProcess[]) => Promise<void>,
): Promise<void> {
  await Promise.all(apps.filter((app) => !app.isRunning).map((app) => app.start()));
  await work(apps);
  for (const app of apps) app.thaw();
}
