import { execFileSync } from 'node:child_process';

/** Builds `dist/` once before the suites, so that what they start is what the sources say. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });
}
