/** One promise about speed, size or memory. */
export interface Line {
  readonly name: string;
  /** What is measured, and against what. */
  readonly title: string;
  /** Of value and baseline. */
  readonly unit: 'ms CPU' | 'ms' | 'MB' | 'rows' | 'bytes';
  readonly bar: number;
  /**
   * What the bar stands against: the value itself; how often the baseline goes into it (`times`); or
   * the baseline's time divided by ours (`speed`), which has to reach the bar instead.
   */
  readonly kind: 'value' | 'times' | 'speed';
}

/** What one line came to: medians over the rounds. */
export interface Measured {
  readonly value: number;
  /** Absent where the bar is a value. */
  readonly baseline?: number;
  /** Why it could not be measured on this machine: then nothing is missed. */
  readonly unmeasured?: string;
}

/** Lines that are measured together, and how; answers come in the order of the lines. */
export interface Group {
  readonly lines: readonly Line[];
  measure(settings: BenchSettings): readonly Measured[];
}

/** How thorough a run is, and where it may write. */
export interface BenchSettings {
  /** Rounds in which everything is measured once; the median counts. */
  readonly rounds: number;
  /** Candles in memory. */
  readonly rows: number;
  /** Folder of this run alone, below the checkout, so that packages are found from there. */
  readonly folder: string;
}

/** A line with what it came to. */
export interface Verdict {
  readonly value: number;
  readonly unit: string;
  /** Null where the bar is a value; so is the ratio. */
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly bar: number;
  readonly ok: boolean;
  readonly unmeasured?: string;
}

/** Compares what was measured with the bar. A value that is no number misses it. */
export function judge(line: Line, { value, baseline, unmeasured }: Measured): Verdict {
  const { unit, bar, kind } = line;
  if (unmeasured !== undefined) {
    return { value, unit, baseline: null, ratio: null, bar, ok: true, unmeasured };
  }
  if (kind === 'value' || baseline === undefined) {
    return { value, unit, baseline: null, ratio: null, bar, ok: kind === 'value' && value <= bar };
  }
  const ratio = kind === 'speed' ? baseline / value : value / baseline;
  return { value, unit, baseline, ratio, bar, ok: kind === 'speed' ? ratio >= bar : ratio <= bar };
}

/** The exit status of a run: 1 when a bar was missed or nothing was measured. */
export function statusOf(verdicts: readonly Verdict[]): number {
  return verdicts.length > 0 && verdicts.every(({ ok }) => ok) ? 0 : 1;
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
