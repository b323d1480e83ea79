/** One cell and what is behind it: in quotes, two of which stand for one, or up to the next comma. */
const CELL = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(,|$)/y;

/**
 * The cells of a line of comma-separated text, trimmed; commas in quotes divide nothing.
 *
 * @returns absent where a quote is not closed, or something stands behind the closing one
 */
export function csvCells(line: string): string[] | undefined {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(line);
    const [, quoted, plain = '', end] = match ?? [];
    if (!match || (quoted === undefined && plain.startsWith('"'))) return undefined;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') return cells;
  }
}

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Thousands by threes, or as India writes them: 12,34,567. */
const GROUPED = /^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$/;

/** A decimal number, with or without commas between its thousands; NaN for anything else. */
export function csvNumber(cell: string): number {
  if (PLAIN.test(cell)) return Number(cell);
  return GROUPED.test(cell) ? Number(cell.replaceAll(',', '')) : Number.NaN;
}
