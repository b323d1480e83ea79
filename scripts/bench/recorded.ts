import { existsSync, readFileSync } from 'node:fs';
import type { Line, Verdict } from './line.ts';

/** Where a run with `--write` leaves its verdicts for later ones. */
export const RECORD = 'docs/bench.json';

/** What was measured when the record was written, by name of the line. */
export interface Recorded {
  readonly date: string;
  /** The processor and how many of it. */
  readonly machine: string;
  readonly lines: Readonly<Record<string, Verdict>>;
}

/** Less than this much worse is the machine's noise. */
const NOISE = 1.15;

/** Reads the record. Absent: there is none. */
export function readRecord(): Recorded | undefined {
  return existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Recorded) : undefined;
}

/** What another machine can be compared by: the ratio, else a size or count; times cannot. */
function comparable({ kind }: Line, { ratio, value, unit }: Verdict): number | undefined {
  if (kind !== 'value') return ratio ?? undefined;
  return unit.startsWith('ms') ? undefined : value;
}

/**
 * How a line stands beside its record, in words.
 *
 * @returns empty where there is nothing to compare
 */
export function besideRecord(line: Line, now: Verdict, then: Verdict | undefined): string {
  const [fresh, old] = [comparable(line, now), then && comparable(line, then)];
  if (fresh === undefined || old === undefined || !Number.isFinite(fresh)) return '';
  const worse = line.kind === 'speed' ? old / fresh : fresh / old;
  const shown = old >= 10 ? old.toFixed(0) : old.toFixed(2);
  return worse > NOISE ? `${shown}, **worse by ${Math.round((worse - 1) * 100)} %**` : shown;
}
