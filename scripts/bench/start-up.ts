import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { processMs, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';

/** A Sunday: the gate turns the job away. */
const SUNDAY = '2026-05-17T12:00';
const BARE = ['-e', '0'];

/** Builds the program as it is in the sources, apart from the checkout's own `dist/`. */
export function builtProgram(folder: string): string {
  const place = join(folder, 'program');
  mkdirSync(place, { recursive: true });
  cpSync('bin', join(place, 'bin'), { recursive: true });
  cpSync('package.json', join(place, 'package.json'));
  runNode(['scripts/build.js', join(place, 'dist')]);
  return join(place, 'bin/paperjobs.js');
}

/** Whole processes, start to exit, interleaved with bare Node. */
function measure({ rounds, folder }: BenchSettings): readonly Measured[] {
  const program = builtProgram(folder);
  const version = [program, '--version'];
  const data = join(folder, 'desk');
  const job = [program, 'quotes', '--as-of', SUNDAY, '--data-dir', data];
  // Makes the database, and the files warm.
  for (const words of [BARE, version, job]) runNode(words);
  const times = Array.from({ length: rounds }, () => [BARE, version, job].map(processMs));
  const [bareMs, versionMs, jobMs] = [0, 1, 2].map((place) =>
    median(times.map((round) => round[place] ?? Number.NaN)),
  ) as [number, number, number];
  return [
    { value: versionMs, baseline: bareMs },
    { value: jobMs, baseline: bareMs },
  ];
}

/** How long the program takes before it does anything. */
export const startUp: Group = {
  lines: [
    {
      name: 'version',
      title: '`paperjobs --version`, against `node -e 0`',
      unit: 'ms CPU',
      bar: 1.35,
      kind: 'times',
    },
    {
      name: 'noop-job',
      title: 'a job on a closed market, start to exit, against `node -e 0`',
      unit: 'ms CPU',
      bar: 1.8,
      kind: 'times',
    },
  ],
  measure,
};
