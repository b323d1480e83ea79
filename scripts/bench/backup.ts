import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { numbersFrom, runNode } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';
import { builtProgram } from './start-up.ts';

/** Megabytes of the database: 200 for half a million rows, 500 at the most. */
function megabytesOf({ rows }: BenchSettings): number {
  return Math.min(500, Math.max(20, Math.round((rows / 500_000) * 200)));
}

/** How long check and hash of a whole run took together, side by side. */
function verificationMs(program: string, data: string): number {
  runNode([program, 'backup', '--data-dir', data]);
  const told = runNode([program, 'backup', 'list', '--json', '--data-dir', data]);
  const [newest] = JSON.parse(told) as { file: string }[];
  const text = readFileSync(join(data, 'backups', `${newest?.file ?? ''}.json`), 'utf8');
  const { durations } = JSON.parse(text) as { durations: { check: number; hash: number } };
  return Math.max(durations.check, durations.hash);
}

function measure(settings: BenchSettings): readonly Measured[] {
  const data = mkdtempSync(join(settings.folder, 'backup-'));
  const path = join(data, 'paperjobs.db');
  try {
    numbersFrom(['make-large', data, String(megabytesOf(settings))]);
    const program = builtProgram(settings.folder);
    const rounds = Array.from({ length: Math.min(settings.rounds, 5) }, () => ({
      ...numbersFrom(['backup', path, '0']),
      // The first backup makes the weekly whole check; the other ones count.
      both: verificationMs(program, data),
    }));
    const of = (key: string): number =>
      median(rounds.map((round: Record<string, number>) => round[key] ?? Number.NaN));
    const apart = median(
      rounds.map(
        (round: Record<string, number>) => (round['check'] ?? NaN) + (round['hash'] ?? NaN),
      ),
    );
    return [
      { value: of('snapshot'), baseline: of('bare') },
      { value: of('both'), baseline: apart },
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** What a backup costs, beside the bare copy. */
export const backup: Group = {
  lines: [
    {
      name: 'backup-snapshot',
      title: 'snapshot of a database, against `.backup()` of better-sqlite3 in one step',
      unit: 'ms',
      bar: 1.25,
      kind: 'times',
    },
    {
      name: 'backup-check',
      title: 'check and hash of the copy side by side, against one after the other',
      unit: 'ms',
      // Two processes: on a machine that is busy otherwise they hinder each other.
      bar: 1.5,
      kind: 'times',
    },
  ],
  measure,
};
