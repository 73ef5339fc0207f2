import { defineConfig } from 'vitest/config';

const shared = {
  // A process reads the modules once, not once per file: that was more than half of the work. So a test leaves nothing
  // behind that another one could see.
  isolate: false,
  clearMocks: true,
  restoreMocks: true,
  unstubGlobals: true,
  setupFiles: ['lib/base/testing/property-seed.ts', 'lib/base/testing/real-timers.ts'],
  exclude: ['node_modules/**', '.next/**', '.data/**'],
};

export default defineConfig({
  test: {
    // By default one core is left to itself, which on two is half of them.
    maxWorkers: '100%',
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
