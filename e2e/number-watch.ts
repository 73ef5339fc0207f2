import type { BrowserContext } from '@playwright/test';

/**
 * Watches every answer in every page of a context, at every change of the document, for the whole life of the test: an
 * answer that counts shows `1 2 3 ...` from the start, without a gap or a repeat, and never less than it showed before.
 * [D1] [D7]
 */
export async function watchNumbers(context: BrowserContext, onFault: (fault: string) => void): Promise<void> {
  await context.exposeBinding('reportNumberFault', (_source, fault: string) => onFault(fault));
  await context.addInitScript(installWatch);
}

/** Runs in the page. Nothing from outside of this function is there. */
function installWatch(): void {
  const longest = new Map<string, number>();
  // Cast: the binding that `watchNumbers` exposes.
  const { reportNumberFault } = globalThis as unknown as { reportNumberFault: (fault: string) => void };
  const reported = new Set<string>();

  const look = (): void => {
    for (const answer of document.querySelectorAll<HTMLElement>('[data-role="assistant"]')) {
      const id = answer.dataset['messageId'] ?? '';
      // A long block stands as plain text within its answer.
      const text = [...answer.querySelectorAll('.answer:not(.answer .answer)')]
        .map((part) => part.textContent)
        .join('')
        .trim();
      // Cannot be an answer that counts.
      if (!/^1(?: \d|$)/.test(text)) continue;
      const written = Array.from({ length: text.split(' ').length }, (_, index) => index + 1).join(' ');
      const before = longest.get(id) ?? 0;
      longest.set(id, text.length);
      const isSound = written.startsWith(text) && text.length >= before;
      if (isSound || reported.has(id)) continue;
      reported.add(id);
      reportNumberFault(`answer ${id} showed "${text.slice(-80)}" after ${before} characters`);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}
