/** An instrument as far as its group's figures hang on it; NaN is absent. */
export interface GroupedRow {
  readonly group: string;
  readonly change: number;
  readonly return20: number;
  readonly return250: number;
  readonly close: number;
  readonly sma200: number;
  /** Rupees. */
  readonly value: number;
  readonly rsi14: number;
}

/** Figures of the instruments of one sector; absent where none of them has the figure. */
export interface GroupFigures {
  readonly group: string;
  readonly instruments: number;
  /** Those that closed above the close before, of those of which both are known. */
  readonly advancing?: number;
  readonly medianChange?: number;
  readonly medianReturn20?: number;
  readonly medianReturn250?: number;
  /** Part of those with 200 sessions that closed above their mean. */
  readonly aboveSma200?: number;
  readonly medianRsi14?: number;
  /** Sum, rupees. */
  readonly value?: number;
}

/** The middle of the numbers, the mean of the two middle ones where their count is even. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function part(truths: readonly (boolean | undefined)[]): number | undefined {
  const known = truths.filter((truth) => truth !== undefined);
  return known.length === 0 ? undefined : known.filter(Boolean).length / known.length;
}

function figuresOf(group: string, rows: readonly GroupedRow[]): GroupFigures {
  const sum = rows.reduce<number | undefined>(
    (total, { value }) => (Number.isNaN(value) ? total : (total ?? 0) + value),
    undefined,
  );
  const figures = {
    advancing: part(rows.map(({ change }) => (Number.isNaN(change) ? undefined : change > 0))),
    medianChange: median(rows.map(({ change }) => change)),
    medianReturn20: median(rows.map(({ return20 }) => return20)),
    medianReturn250: median(rows.map(({ return250 }) => return250)),
    aboveSma200: part(
      rows.map(({ close, sma200 }) => (Number.isNaN(sma200) ? undefined : close > sma200)),
    ),
    medianRsi14: median(rows.map(({ rsi14 }) => rsi14)),
    value: sum,
  };
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  return { group, instruments: rows.length, ...Object.fromEntries(known) };
}

/** Figures of each group, by its name. */
export function groupFigures(rows: readonly GroupedRow[]): GroupFigures[] {
  const groups = new Map<string, GroupedRow[]>();
  for (const row of rows) {
    const known = groups.get(row.group);
    if (known) known.push(row);
    else groups.set(row.group, [row]);
  }
  return [...groups]
    .map(([group, own]) => figuresOf(group, own))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1));
}
