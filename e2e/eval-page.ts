import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** An eval run as an admin sees it. */
export class EvalPage {
  readonly page: Page;
  readonly matrix: Locator;

  constructor(page: Page) {
    this.page = page;
    this.matrix = page.getByRole('group', { name: 'Matrix' });
  }

  get evalRunId(): string {
    return new URL(this.page.url()).pathname.replace('/admin/evals/', '');
  }

  /** By its place, as a screen reader says it: `view-invoker, MCP, kelp`. */
  cell(place: string): Locator {
    return this.matrix.getByRole('link', { name: `${place}: ` });
  }

  /** The trials that have ended, of how many. */
  async ended(): Promise<{ ended: number; total: number }> {
    const words = await this.page.getByText(/^\d+ of \d+ trials$/).innerText();
    const [ended = 0, total = 0] = words.match(/\d+/g)?.map(Number) ?? [];
    return { ended, total };
  }

  /** Resolves when the page, by itself, says that all is done. Each trial has a database of its own to wait for. */
  async completes(trials: number): Promise<void> {
    const timeout = 30_000 + trials * 4_000;
    await expect(this.page.getByText('Complete', { exact: true })).toBeVisible({ timeout });
    await expect(this.page.getByText(`${trials} of ${trials} graded`)).toBeVisible();
  }
}

export interface StartChoice {
  scenarios?: readonly string[];
  conditions?: readonly ('Baseline' | 'MCP' | 'MCP + skill')[];
  repeats: number;
}

/** Fills the form in and starts. What is left out stays as the page has it. */
export async function startEvals(
  page: Page,
  { scenarios, conditions, repeats }: StartChoice,
): Promise<EvalPage> {
  if (scenarios) await chooseScenarios(page, scenarios);
  if (conditions) {
    for (const condition of ['Baseline', 'MCP', 'MCP + skill'] as const) {
      const box = page.getByRole('group', { name: 'Conditions' }).getByRole('checkbox', {
        name: new RegExp(`^${condition.replace('+', String.raw`\+`)} ?the`),
      });
      await box.setChecked(conditions.includes(condition));
    }
  }
  await page.getByLabel('Repeats').fill(String(repeats));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.waitForURL(/\/admin\/evals\/[0-9a-f-]{36}(\?joined=1)?$/);
  return new EvalPage(page);
}

async function chooseScenarios(page: Page, scenarios: readonly string[]): Promise<void> {
  const choice = page.getByRole('group', { name: 'Scenarios' });
  const none = choice.getByRole('button', { name: 'Choose none' });
  await choice.getByRole('button', { name: /^(All \d+|\d+ of \d+)$/ }).click();
  await none.click();
  for (const id of scenarios) await choice.getByRole('checkbox', { name: new RegExp(`^${id}`) }).check();
}
