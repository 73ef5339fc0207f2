import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** Every page is looked at in each of these. */
export const variants = [
  ['desktop-light', { ...desktop, colorScheme: 'light' }],
  ['desktop-dark', { ...desktop, colorScheme: 'dark' }],
  ['phone-light', { ...phone, colorScheme: 'light' }],
  ['phone-dark', { ...phone, colorScheme: 'dark' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export type Look = (page: Page, name: string) => Promise<void>;

/** A picture for people, and axe. Layout and colours are each looked at twice without the last variant. */
export function createLook(variant: string): Look {
  return async (page, name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `test-results/looks/${variant}/${name}.png` });
    if (variant === 'phone-dark') return;
    // Legacy mode opens no page beside this one; there are no frames that would need one.
    const { violations } = await new AxeBuilder({ page }).withTags(levels).setLegacyMode().analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
    expect.soft(found, `${name} has no violation`).toEqual([]);
  };
}
