/** Choices of a run of mutations. */
export interface Chance {
  /** A whole number of 0 and more, below the limit. */
  below(limit: number): number;
  /** One of some. */
  of<Item>(items: readonly Item[]): Item;
}

/** Choices made of a stream of fractions. */
export function chanceOf(fraction: () => number): Chance {
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    below,
    of(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to choose from');
      return item;
    },
  };
}

/** Cells and values that have hurt programs: numbers that are none, signs, foreign digits, code. */
export const NASTY = [
  '',
  ' ',
  '-',
  'NA',
  'null',
  'NaN',
  'Infinity',
  '-1',
  '-0',
  '0',
  '1e999',
  '1e5',
  '0x10',
  '1_000',
  '9007199254740993',
  '99999999999999999999',
  '0.005',
  '1.234.5',
  '12,34,567.89',
  '٣',
  '१२',
  '=1+1',
  '<b>x</b>',
  '__proto__',
  'constructor',
  '31-FEB-2026',
  '2026-02-31',
  '2026-13-01',
  '1-1-1',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '"',
  "'",
  ',',
  '\\',
  '%s%n',
  'a'.repeat(5000),
] as const;
