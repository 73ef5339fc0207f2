import { expect, type Locator, type Page } from '@playwright/test';

/** A session as a person sees it. */
export class SessionPage {
  readonly page: Page;
  readonly composer: Locator;
  readonly answers: Locator;
  readonly own: Locator;
  readonly stopButton: Locator;
  readonly queue: Locator;
  readonly queued: Locator;
  /** The one line that speaks of the connection. */
  readonly status: Locator;
  /** What a screen reader says. */
  readonly announcer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole('textbox', { name: 'Message', exact: true });
    this.answers = page.getByRole('article', { name: 'Answer', exact: true });
    this.own = page.getByRole('article', { name: 'You', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.queue = page.getByRole('region', { name: 'Queue' });
    this.queued = this.queue.getByRole('listitem');
    this.status = page.locator('[data-status]');
    this.announcer = page.getByRole('main').getByRole('status');
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

  /** How far the last answer has counted. Throws when it did so wrongly. */
  async count(): Promise<number> {
    return countNumbers((await this.answers.last().locator('.answer').allTextContents()).join(''));
  }

  /** Resolves when the last answer has counted to `count` or further. */
  async reaches(count: number, timeoutMs = 15_000): Promise<void> {
    const shown = await this.page.evaluate(waitForAnswer, { wanted: toWords(count), timeoutMs });
    if (countNumbers(shown) < count)
      throw new Error(`the answer did not count to ${count}: it is "${shown}"`);
  }

  /** Resolves when an answer is complete and holds 1 to `count`, each once, in order. */
  async completes(count: number, { answer = this.answers.last(), timeoutMs = 20_000 } = {}): Promise<void> {
    await expect(answer).toHaveAttribute('data-phase', 'complete', { timeout: timeoutMs });
    await expect(answer.locator('.answer')).toHaveText(toWords(count));
  }
}

/** Runs in the page. Answers with the last answer's text when that begins as wanted, or when the time is over. */
function waitForAnswer({ wanted, timeoutMs }: { wanted: string; timeoutMs: number }): Promise<string> {
  const read = () => {
    const answer = [...document.querySelectorAll('[data-role="assistant"]')].at(-1);
    return [...(answer?.querySelectorAll('.answer') ?? [])]
      .map((part) => part.textContent)
      .join('')
      .trim();
  };
  return new Promise((resolve) => {
    const finish = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(read());
    };
    const observer = new MutationObserver(() => read().startsWith(wanted) && finish());
    const timer = setTimeout(finish, timeoutMs);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    if (read().startsWith(wanted)) finish();
  });
}

export function toWords(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(' ');
}

/** How far a text has counted: `1 2 3 ...` and nothing else. */
export function countNumbers(text: string): number {
  const shown = text.trim();
  const count = shown === '' ? 0 : shown.split(' ').length;
  if (!toWords(count).startsWith(shown))
    throw new Error(`cannot count: the answer is "${shown.slice(-200)}"`);
  return count;
}
