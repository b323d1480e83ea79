import { defineConfig } from 'vitest/config';

/** Suites that start the program, break it or starve it: each file in a process of its own. */
const APART = ['test/e2e/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/hostile/**/*.test.ts'];

const EVERYWHERE = { testTimeout: 30_000, hookTimeout: 60_000, restoreMocks: true } as const;

export default defineConfig({
  test: {
    // Of the whole, not of each project: the program is built once.
    globalSetup: ['test/support/build-program.ts'],
    projects: [
      {
        test: {
          ...EVERYWHERE,
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: ['test/os/**', ...APART, '**/node_modules/**'],
          // Files share what they import: reading the program's modules anew for each takes as long as
          // the tests themselves. They keep nothing in modules, so one cannot lean on another.
          isolate: false,
        },
      },
      { test: { ...EVERYWHERE, name: 'program', include: APART } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
