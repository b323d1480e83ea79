import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxCompanies } from '../../src/sandbox/companies.ts';
import { runNode } from './child.ts';
import { builtProgram } from './start-up.ts';
import { median } from './line.ts';
import type { Group } from './line.ts';

/** Loaded before the program: writes the process's largest resident size, kilobytes, at its exit. */
export function reporter(file: string): string {
  const code = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Largest resident size of a first backfill of every company, the exchange in the same process. */
function backfillMegabytes(program: string, folder: string): number {
  const own = mkdtempSync(join(folder, 'memory-'));
  const file = join(own, 'kilobytes');
  const symbols = sandboxCompanies.map(({ symbol }) => symbol).join(',');
  // Companies that came late or left early have gaps: partial, status 3, is as good here.
  runNode(
    // oxfmt-ignore
    ['--import', reporter(file), program, 'market-sync', '--sandbox', '--data-dir', own, '--symbols', symbols, '--interval', '1m', '--backfill-days', '30'],
    { expected: [0, 3] },
  );
  return (Number(readFileSync(file, 'utf8')) * 1024) / 1e6;
}

/** What a job holds in memory at most. */
export const memory: Group = {
  lines: [
    {
      name: 'memory',
      title:
        'largest resident size of `market-sync --sandbox`, one-minute backfill of every company',
      unit: 'MB',
      bar: 256,
      kind: 'value',
    },
  ],
  measure({ rounds, folder }) {
    const program = builtProgram(folder);
    const peaks = Array.from({ length: Math.min(rounds, 3) }, () =>
      backfillMegabytes(program, folder),
    );
    return [{ value: median(peaks) }];
  },
};
