import { expect, test } from 'vitest';
import { readPanel } from './panel-cookie.ts';

test('a device that never said is told from one that said no', () => {
  expect([
    readPanel(''),
    readPanel('a=b; holdfast-workbench=shown'),
    readPanel('holdfast-workbench=hidden; a=b'),
    readPanel('not-holdfast-workbench=shown'),
  ]).toEqual([undefined, true, false, undefined]);
});
