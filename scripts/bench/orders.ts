import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { childrenMs, numbersFrom, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';
import { TICK } from './pending-orders.ts';
import { builtProgram } from './start-up.ts';

/** CPU time of one whole run of the job on a copy of the desk. */
function tickMs(program: string, desk: string, data: string): number {
  mkdirSync(data, { recursive: true });
  copyFileSync(join(desk, 'paperjobs.db'), join(data, 'paperjobs.db'));
  const before = childrenMs();
  runNode([program, 'orders', '--as-of', TICK, '--data-dir', data]);
  const spent = childrenMs() - before;
  rmSync(data, { recursive: true });
  return spent;
}

function measure({ rounds, folder }: BenchSettings): readonly Measured[] {
  const program = builtProgram(folder);
  return [9900, 10_000].map((limit) => {
    const desk = join(folder, `orders-${limit}`);
    mkdirSync(desk, { recursive: true });
    numbersFrom(['make-orders', desk, String(limit)]);
    const data = join(folder, 'orders-run');
    const times = Array.from({ length: rounds }, () => tickMs(program, desk, data));
    rmSync(desk, { recursive: true });
    return { value: median(times) };
  });
}

/** What one tick costs with ten thousand orders pending. */
export const orders: Group = {
  lines: [
    {
      name: 'orders-waiting',
      title:
        '`orders`, 10,000 pending orders over 2,000 shares, one minute that fills none, whole process',
      unit: 'ms CPU',
      bar: 1000,
      kind: 'value',
    },
    {
      name: 'orders-filling',
      title: '`orders`, the same, one minute that fills every one of them',
      unit: 'ms CPU',
      bar: 1000,
      kind: 'value',
    },
  ],
  measure,
};
