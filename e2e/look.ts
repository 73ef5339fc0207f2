import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const desktop = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

/** Every page is looked at in each of these. */
export const layouts = [
  ['desktop', desktop],
  ['phone', phone],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

const layoutRules = [
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
  'button-name',
  'link-name',
  'label',
];
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export type Look = (page: Page, name: string) => Promise<void>;

/** A picture for people and axe, in the light and in the dark. What does not hang on colours is looked at once. */
export function createTwoSchemeLook(layout: string): Look {
  return async (page, name) => {
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme);
      await page.screenshot({ path: `test-results/looks/${layout}-${colorScheme}/${name}.png` });
      const axe = new AxeBuilder({ page });
      const rules = colorScheme === 'light' ? axe.withTags(levels) : axe.withRules('color-contrast');
      await expectAccessible(rules, `${name}, ${colorScheme},`);
    }
  };
}

/** For pages whose colours another layout has shown: pictures in both schemes, and the rules that hang on the layout. */
export function createPhoneLook(): Look {
  return async (page, name) => {
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `test-results/looks/phone-${colorScheme}/${name}.png` });
    }
    const axe = new AxeBuilder({ page }).withRules(layoutRules);
    await expectAccessible(axe, `${name}, on a phone,`);
  };
}

async function expectAccessible(axe: AxeBuilder, name: string): Promise<void> {
  // Legacy mode opens no page beside this one; there are no frames that would need one.
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect.soft(found, `${name} has no violation`).toEqual([]);
}
