import type { RefusedRow } from '../../core/market/bar.ts';
import { overfull } from '../csv-table.ts';
import type { CsvScan } from '../csv-table.ts';

/**
 * Reads every row of a table. A row of which a key is there already is refused as well. Whether so
 * few are refused that the others can be believed is for the caller to say.
 *
 * @param read the row in our terms, or in words why it is refused
 * @param keyOf what no two rows share; absent: rows may repeat
 * @param linesAbove lines of the file that stand above the table's first
 */
export function readRows<Item>(
  table: CsvScan,
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
