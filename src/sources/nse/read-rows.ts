import type { RefusedRow } from '../../core/market/bar.ts';
import { overfull, overfullAt } from '../csv-table.ts';
import type { CsvCursor, CsvTable } from '../csv-table.ts';

/**
 * Reads every row of a table. A row of which a key is there already is refused as well. Whether so
 * few are refused that the others can be believed is for the caller to say.
 *
 * @param read the row in our terms, or in words why it is refused
 * @param keyOf what no two rows share; absent: rows may repeat
 * @param linesAbove lines of the file that stand above the table's first
 */
export function readRows<Item>(
  table: CsvTable,
  read: (cells: readonly string[]) => Item | string,
  keyOf?: (item: Item) => string,
  linesAbove = 0,
): { readonly items: Item[]; readonly refused: RefusedRow[] } {
  const items: Item[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const line = row.line + linesAbove;
    const item = overfull(table, row) ?? read(row.cells);
    if (typeof item === 'string') {
      refused.push({ row: `line ${line}`, reason: item });
      continue;
    }
    const key = keyOf?.(item);
    const earlier = key === undefined ? undefined : seen.get(key);
    if (earlier !== undefined) {
      refused.push({ row: `line ${line}`, reason: `${key} is already in line ${earlier}` });
      continue;
    }
    if (key !== undefined) seen.set(key, line);
    items.push(item);
  }
  return { items, refused };
}

/** The part of a row that no two rows of a session's file share. */
interface Keyed {
  readonly symbol: string;
  readonly series: string;
}

/** Lines by symbol and series: two look-ups are cheaper than a text made of both. */
function linesSeen(): (row: Keyed, line: number) => number | undefined {
  const seen = new Map<string, Map<string, number>>();
  return ({ symbol, series }, line) => {
    let ofSeries = seen.get(series);
    if (!ofSeries) seen.set(series, (ofSeries = new Map()));
    const earlier = ofSeries.get(symbol);
    if (earlier === undefined) ofSeries.set(symbol, line);
    return earlier;
  };
}

/**
 * Reads every row of a session's file, of which each security and series has one: a second one is
 * refused as well.
 *
 * @param read the row on which the cursor stands in our terms, or in words why it is refused
 */
export function readSecurityRows<Item extends Keyed>(
  cursor: CsvCursor,
  read: () => Item | string,
): { readonly items: Item[]; readonly refused: RefusedRow[] } {
  const items: Item[] = [];
  const refused: RefusedRow[] = [];
  const earlierLine = linesSeen();
  while (cursor.next()) {
    const line = cursor.line();
    const item = overfullAt(cursor) ?? read();
    const earlier = typeof item === 'string' ? undefined : earlierLine(item, line);
    if (typeof item === 'string') refused.push({ row: `line ${line}`, reason: item });
    else if (earlier === undefined) items.push(item);
    else {
      const reason = `${item.symbol} ${item.series} is already in line ${earlier}`;
      refused.push({ row: `line ${line}`, reason });
    }
  }
  return { items, refused };
}
