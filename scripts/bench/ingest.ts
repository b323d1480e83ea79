import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { numbersFrom } from './child.ts';
import { median } from './line.ts';
import type { BenchSettings, Group, Measured } from './line.ts';

/** Runs a child on a folder that is gone afterwards: a database of a million rows is no small thing. */
function child(name: string, { folder, rows }: BenchSettings): Record<string, number> {
  const own = mkdtempSync(join(folder, 'ingest-'));
  try {
    return numbersFrom([name, own, String(rows)]);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Each child once a round, in turn. @returns the medians of every number, `child.number` */
function rounds(names: readonly string[], settings: BenchSettings): (key: string) => number {
  const seen = new Map<string, number[]>();
  for (let round = 0; round < settings.rounds; round++) {
    for (const name of names) {
      for (const [number, value] of Object.entries(child(name, settings))) {
        const key = `${name}.${number}`;
        seen.set(key, [...(seen.get(key) ?? []), value]);
      }
    }
  }
  return (key) => median(seen.get(key) ?? []);
}

function measureMinutes(settings: BenchSettings): readonly Measured[] {
  const of = rounds(['minutes', 'bare-minutes'], settings);
  return [
    { value: of('minutes.spent'), baseline: of('bare-minutes.spent') },
    { value: of('minutes.again'), baseline: of('minutes.spent') },
    { value: of('minutes.changed') },
    { value: of('minutes.walBytes') },
  ];
}

/** One-minute candles in memory, through the store, and once more. */
export const ingestMinutes: Group = {
  lines: [
    {
      name: 'ingest-1m',
      title: 'one-minute candles in memory, against a bare prepared `run()` for each row',
      unit: 'ms CPU',
      bar: 1,
      kind: 'speed',
    },
    {
      name: 'again-1m',
      title: 'the same candles again, against the first time',
      unit: 'ms CPU',
      bar: 1.15,
      kind: 'times',
    },
    {
      name: 'again-changes',
      title: 'rows that the second time changed',
      unit: 'rows',
      bar: 0,
      kind: 'value',
    },
    {
      name: 'again-log',
      title: 'growth of the write-ahead log by the second time',
      unit: 'bytes',
      bar: 0,
      kind: 'value',
    },
  ],
  measure: measureMinutes,
};

/** Daily candles in memory, through the store. */
export const ingestDays: Group = {
  lines: [
    {
      name: 'ingest-1d',
      title: 'daily candles in memory, against a bare prepared `run()` for each row',
      unit: 'ms CPU',
      bar: 1,
      kind: 'speed',
    },
  ],
  measure(settings) {
    const of = rounds(['days', 'bare-days'], settings);
    return [{ value: of('days.spent'), baseline: of('bare-days.spent') }];
  },
};

/** Bytes per row are megabytes per million rows. The rows are the same each time: one round will do. */
export const size: Group = {
  lines: [
    {
      name: 'size-written',
      title: 'a million one-minute candles, written session by session',
      unit: 'MB',
      bar: 42,
      kind: 'value',
    },
    {
      name: 'size-vacuumed',
      title: 'the same after a full VACUUM',
      unit: 'MB',
      bar: 34,
      kind: 'value',
    },
  ],
  measure(settings) {
    const { written = Number.NaN, vacuumed = Number.NaN } = child('size', settings);
    return [{ value: written }, { value: vacuumed }];
  },
};
