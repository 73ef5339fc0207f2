import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  ConsoleMessage,
  Cookie,
  Page,
} from '@playwright/test';
import { z } from 'zod';
import { watchNumbers } from './number-watch.ts';
import { SessionPage } from './session-page.ts';

const loginSchema = z.object({ user: z.object({ id: z.string() }) });

export interface DeviceOptions {
  /** Where its tabs find the server: the server itself, or a bad network in front of it. */
  origin: string;
  /** A login to begin with; else it becomes a guest on its first visit. */
  cookies?: readonly Cookie[];
  context?: BrowserContextOptions;
}

/** One browser of one person: its tabs share cookies and storage. */
export class Device {
  /** What a page may never do, however bad its surroundings are. */
  readonly faults: string[] = [];
  readonly context: BrowserContext;
  readonly origin: string;

  private constructor(context: BrowserContext, origin: string) {
    this.context = context;
    this.origin = origin;
  }

  static async open(
    browser: Browser,
    { origin, cookies = [], context: options }: DeviceOptions,
  ): Promise<Device> {
    const context = await browser.newContext(options);
    const device = new Device(context, origin);
    if (cookies.length > 0) await context.addCookies([...cookies]);
    await watchNumbers(context, (fault) => device.faults.push(fault));
    context.on('weberror', (error) => device.faults.push(`uncaught in the page: ${error.error().stack}`));
    context.on('console', (message) => {
      if (isFault(message)) device.faults.push(message.text());
    });
    return device;
  }

  cookies(): Promise<Cookie[]> {
    return this.context.cookies();
  }

  /** Who it is for the server, as soon as a tab has made it a guest. */
  async findUserId(): Promise<string> {
    for (;;) {
      const answer = await this.context.request.get(`${this.origin}/api/auth/get-session`);
      const login: unknown = await answer.json();
      const found = loginSchema.safeParse(login);
      if (found.success) return found.data.user.id;
    }
  }

  /** A tab at a path, or at the same session as another tab. */
  async openTab(at: string | SessionPage = '/'): Promise<SessionPage> {
    const page: Page = await this.context.newPage();
    const path = typeof at === 'string' ? at : `/s/${at.sessionId}`;
    await page.goto(`${this.origin}${path}`);
    return new SessionPage(page);
  }
}

/** A failed request is what a bad network makes; these are faults of the page. */
function isFault(message: ConsoleMessage): boolean {
  return (
    message.type() === 'error' && /content security policy|hydrat|react error|cannot /i.test(message.text())
  );
}
