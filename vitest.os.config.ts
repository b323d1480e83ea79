import { defineConfig } from 'vitest/config';

/** The suites that need system packages, real mounts or root; `.ci/run` installs what they use. */
export default defineConfig({
  test: {
    include: ['test/os/**/*.test.ts'],
    globalSetup: ['test/support/build-program.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
