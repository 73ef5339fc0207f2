import { defineConfig } from 'vitest/config';

const shared = {
  clearMocks: true,
  restoreMocks: true,
  setupFiles: ['lib/base/testing/property-seed.ts'],
  exclude: ['node_modules/**', '.next/**', '.data/**'],
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          // No test measures time; a busy machine only makes them slower.
          testTimeout: 20_000,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...shared.exclude, '**/*.pg.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'pg',
          include: ['**/*.pg.test.ts'],
          globalSetup: ['lib/db/testing/test-cluster.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
