import { expect, type Locator, type Page } from '@playwright/test';

/** A session as a person sees it. */
export class SessionPage {
  readonly page: Page;
  readonly composer: Locator;
  readonly answers: Locator;
  readonly own: Locator;
  readonly stopButton: Locator;
  readonly queue: Locator;
  /** The one line that speaks of the connection. */
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true });
    this.answers = page.getByRole('article', { name: 'Answer' });
    this.own = page.getByRole('article', { name: 'You', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.queue = page.getByRole('region', { name: 'Queue' });
    this.status = page.locator('[data-status]');
  }

  get sessionId(): string {
    return new URL(this.page.url()).pathname.replace('/s/', '');
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** From the page of a new session: sends, and resolves when the session has its address. */
  async begin(text: string): Promise<void> {
    await this.send(text);
    await this.page.waitForURL(/\/s\/[0-9a-f-]{36}$/);
  }

  async chooseModel(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: /^Model:/ }).click();
    await this.page.getByRole('menuitemradio', { name }).click();
    await this.page.keyboard.press('Escape');
  }

  /** The text of an answer, nothing around it. */
  textOf(answer: Locator = this.answers.last()): Locator {
    return answer.locator('.answer');
  }

  /** Resolves when an answer that counts has come to `count` or further, and is in order so far. */
  async reaches(count: number, answer: Locator = this.answers.last()): Promise<void> {
    await expect
      .poll(() => countNumbers(this.textOf(answer)), { intervals: [50] })
      .toBeGreaterThanOrEqual(count);
  }

  /** Resolves when an answer is complete and holds 1 to `count`, each once, in order. */
  async completes(count: number, answer: Locator = this.answers.last(), timeoutMs = 20_000): Promise<void> {
    await expect(answer).toHaveAttribute('data-phase', 'complete', { timeout: timeoutMs });
    expect(await readText(this.textOf(answer))).toBe(toWords(count));
  }
}

export function toWords(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(' ');
}

/** How far an answer has counted. Throws on anything that is not `1 2 3 ...`. */
export async function countNumbers(text: Locator): Promise<number> {
  if ((await text.count()) === 0) return 0;
  const shown = await readText(text);
  const count = shown === '' ? 0 : shown.split(' ').length;
  if (!toWords(count).startsWith(shown))
    throw new Error(`cannot count: the answer is "${shown.slice(-200)}"`);
  return count;
}

async function readText(text: Locator): Promise<string> {
  return (await text.textContent())?.trim() ?? '';
}
