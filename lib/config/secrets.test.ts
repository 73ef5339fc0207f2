import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSecretFault, readOrCreateSecret } from './secrets.ts';
import { createTemporaryDirectory } from './testing/temporary-directory.ts';

test('a data directory keeps its secret, for its owner only', () => {
  const dataDir = join(createTemporaryDirectory(), 'data');
  const secret = readOrCreateSecret(dataDir);
  expect(readOrCreateSecret(dataDir)).toBe(secret);
  expect(findSecretFault(secret)).toBeUndefined();
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
});
