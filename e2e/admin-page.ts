import type { Page } from '@playwright/test';
import type { Device } from './device.ts';
import { expect, test as base } from './fixtures.ts';
import { withServers } from './servers.ts';
import type { AppProcess } from './tools/app-process.ts';
import { runSql } from './tools/postgres.ts';

export { expect };

export const password = 'correct horse battery';

/** Models that speak at once: what is waited for is the machinery. */
export const quickModels = { DEMO_MODEL_WORDS_PER_SECOND: '5000', HOLDFAST_EVAL_TRIALS: '6' };

let people = 0;

/** An account like any other, made without the form. */
export async function signUp(device: Device, name: string): Promise<void> {
  const answer = await device.context.request.post(`${device.origin}/api/auth/sign-up/email`, {
    headers: { origin: device.origin },
    data: { name, email: `admin-${process.pid}-${(people += 1)}@example.com`, password },
  });
  expect(answer.ok(), 'the account was made').toBe(true);
}

/** An admin's browser. */
export class AdminDesk {
  readonly device: Device;

  constructor(device: Device) {
    this.device = device;
  }

  async open(path: string): Promise<Page> {
    const page = await this.device.context.newPage();
    await page.goto(`${this.device.origin}${path}`);
    return page;
  }
}

interface TestFixtures {
  openDesk: (app: AppProcess, name: string) => Promise<AdminDesk>;
}

interface WorkerFixtures {
  /** A server whose demo models are quick. */
  quickApp: AppProcess;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  quickApp: [
    async ({ playwright: _ }, provide) => {
      await withServers({ env: quickModels }, async ([app]) => {
        if (app) await provide(app);
      });
    },
    { scope: 'worker' },
  ],
  openDesk: async ({ openDevice }, provide) => {
    // How the first admin becomes one is another story, told in admin.spec.ts.
    await provide(async (app, name) => {
      const device = await openDevice({ origin: app.url });
      await signUp(device, name);
      const userId = await device.findUserId();
      await runSql(app.databaseUrl, `UPDATE "user" SET role = 'admin' WHERE id = $1`, [userId]);
      return new AdminDesk(device);
    });
  },
});

/** Answers the question for the password, which the server asks when it was not typed for a while. */
export async function confirmPassword(page: Page): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Type your password' });
  await expect(question.getByLabel('Password')).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
}
