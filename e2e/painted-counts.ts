import type { Page } from '@playwright/test';

/** Writes down how far the last answer has counted at every change of the document, from now on. */
export function recordCounts(page: Page): Promise<void> {
  return page.evaluate(() => {
    const counts: number[] = [];
    Object.assign(globalThis, { counts });
    const look = () => {
      const text =
        [...document.querySelectorAll('[data-role="assistant"] .answer')].at(-1)?.textContent ?? '';
      const count = text.trim().split(' ').length;
      if (counts.at(-1) !== count) counts.push(count);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

/** The most words that came in one change since `recordCounts`. */
export async function readLargestStep(page: Page): Promise<number> {
  const counts = await readCounts(page);
  return Math.max(...counts.slice(1).map((count, index) => count - (counts[index] ?? count)));
}

/** In how many changes the answer went on from a count until it reached another one. */
export async function countSteps(page: Page, { from, to }: { from: number; to: number }): Promise<number> {
  const later = (await readCounts(page)).filter((count) => count > from);
  const end = later.findIndex((count) => count >= to);
  if (end === -1) throw new Error(`the answer never counted to ${to}, only to ${later.at(-1) ?? from}`);
  return end + 1;
}

function readCounts(page: Page): Promise<number[]> {
  // Cast: set by `recordCounts`.
  return page.evaluate(() => (globalThis as unknown as { counts: number[] }).counts);
}
