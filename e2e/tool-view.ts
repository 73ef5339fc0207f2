import { expect, type Locator } from '@playwright/test';
import type { SessionPage } from './session-page.ts';

/** The tool calls of a session and the questions about them, as a person sees them. */
export class ToolView {
  readonly session: SessionPage;
  /** One for each call, in their order. */
  readonly calls: Locator;
  /** Those that wait for a person, in their places. */
  readonly questions: Locator;
  /** The same, over the composer while their places are out of sight. */
  readonly dock: Locator;
  readonly toasts: Locator;

  constructor(session: SessionPage) {
    const { page, answers } = session;
    this.session = session;
    this.calls = answers.locator('[data-tool-state]');
    this.questions = answers.getByRole('region', { name: /^Approval: / });
    this.dock = page.getByRole('region', { name: 'Waiting for your approval' });
    this.toasts = page.getByRole('region', { name: /Notifications/ }).getByRole('listitem');
  }

  /** Resolves when a person is asked, and nothing goes on before they answer. */
  async asks(): Promise<void> {
    await this.#answers();
    await expect(this.questions.last()).toBeVisible();
    await expect(this.session.answers.last()).toHaveAttribute('data-phase', 'asking');
  }

  async press(name: string): Promise<void> {
    await this.questions.last().getByRole('button', { name, exact: true }).click();
  }

  /** Resolves when the last answer is complete, and its calls came to this. */
  async completes(...states: readonly string[]): Promise<void> {
    const { answers } = this.session;
    await this.#answers();
    await expect(answers.last()).toHaveAttribute('data-phase', 'complete');
    const calls = answers.last().locator('[data-tool-state]');
    await expect(calls).toHaveCount(states.length);
    for (const [index, state] of states.entries())
      await expect(calls.nth(index)).toHaveAttribute('data-tool-state', state);
  }
  /** Resolves when the newest message has its answer, so that no older one is taken for it. */
  async #answers(): Promise<void> {
    const { answers, own } = this.session;
    await expect.poll(async () => (await own.count()) - (await answers.count())).toBe(0);
  }
}
