import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ALERTS_NOW } from './alerts-child.ts';
import { childrenMs, numbersFrom, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';
import { builtProgram } from './start-up.ts';

const RULES = 10_000;

/** CPU time of one whole run, start to exit. */
function runMs(program: string, data: string): number {
  const before = childrenMs();
  runNode([program, 'alerts', '--as-of', ALERTS_NOW, '--data-dir', data]);
  return childrenMs() - before;
}

/** A first look, at which every rule is evaluated on everything it needs, and one in a quiet minute. */
function measure({ rounds, folder }: BenchSettings): readonly Measured[] {
  const program = builtProgram(folder);
  const desks = [RULES, RULES / 2].map((rules) => {
    const fresh = join(folder, `alerts-${rules}`);
    numbersFrom(['alerts', fresh, String(rules)]);
    return fresh;
  });
  const times = Array.from({ length: rounds }, () =>
    desks.flatMap((fresh) => {
      const data = `${fresh}-data`;
      rmSync(data, { recursive: true, force: true });
      cpSync(`${fresh}.db`, join(data, 'paperjobs.db'));
      return [runMs(program, data), runMs(program, data)];
    }),
  );
  const [first, quiet, , quietHalf] = [0, 1, 2, 3].map((place) =>
    median(times.map((round) => round[place] ?? Number.NaN)),
  ) as [number, number, number, number];
  return [{ value: first }, { value: quiet }, { value: quiet, baseline: quietHalf }];
}

/** What ten thousand alert rules cost. */
export const alertRules: Group = {
  lines: [
    {
      name: 'alerts-first',
      title:
        '10,000 rules over 2,000 instruments, the first look after new daily bars, start to exit',
      unit: 'ms CPU',
      bar: 1000,
      kind: 'value',
    },
    {
      name: 'alerts',
      title:
        '10,000 rules over 2,000 instruments in a minute in which nothing comes true, start to exit',
      unit: 'ms CPU',
      bar: 1000,
      kind: 'value',
    },
    {
      name: 'alerts-linear',
      title: 'the same, against 5,000 rules over 1,000 instruments',
      unit: 'ms CPU',
      bar: 2.1,
      kind: 'times',
    },
  ],
  measure,
};
