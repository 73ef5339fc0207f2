import { expect, test } from 'vitest';
import { adminLinks, isCurrentLink } from './admin-links.ts';

test.each([
  ['/admin', ['Overview']],
  ['/admin/evals', ['Evals']],
  ['/admin/evals/0190163d-8694-739b-aea5-966c26f8ad91', ['Evals']],
  ['/admin/evalsandmore', []],
])('%s is under %j', (path, labels) => {
  expect(adminLinks.filter(({ href }) => isCurrentLink(href, path)).map(({ label }) => label)).toEqual(
    labels,
  );
});
