import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSecretFault, readOrCreateSecret } from './secrets.ts';

test('a data directory keeps its secret, for its owner only', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'holdfast-secret-')), 'data');
  const secret = readOrCreateSecret(dataDir);
  expect(readOrCreateSecret(dataDir)).toBe(secret);
  expect(findSecretFault(secret)).toBeUndefined();
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
});
