import type { SessionDate } from '../../core/market/session-date.ts';

/** A printed row: symbol, session and one value for each name, null where it is absent. */
export type PrintedRow = Readonly<Record<string, string | number | null>>;

/** Rows for printing. @param values row after row, one for each name */
export function printedRows(
  symbol: string,
  names: readonly string[],
  sessions: readonly SessionDate[],
  values: Float64Array,
): PrintedRow[] {
  return sessions.map((session, row) => {
    const told = names.map((name, column): [string, number | null] => {
      const value = values[row * names.length + column] ?? Number.NaN;
      return [name, Number.isFinite(value) ? value : null];
    });
    return { symbol, session, ...Object.fromEntries(told) };
  });
}
