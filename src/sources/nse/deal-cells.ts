import { array, nullish, number, object, string, union, unknown } from 'valibot';
import type { DealKind } from '../../core/flows/deal.ts';
import { columnOf, findColumn, overfull } from '../csv-table.ts';
import type { CsvTable } from '../csv-table.ts';
import { decoded } from '../decode.ts';
import type { DealCells } from './deal-row.ts';

/** A line and its place in the file; a text where the line itself is wrong. */
export type PlacedCells = readonly [row: string, cells: DealCells | string];

/** The place of a column that goes by one name or the other. */
function eitherColumn(table: CsvTable, name: string, other: string): number {
  return findColumn(table, other) ?? columnOf(table, name);
}

function tradeColumns(table: CsvTable): Readonly<Record<'client' | 'side' | 'price', number>> {
  return {
    client: columnOf(table, 'Client Name'),
    side: columnOf(table, 'Buy/Sell'),
    price: columnOf(table, 'Trade Price / Wght. Avg. Price'),
  };
}

/**
 * Lines of a list as CSV: `bulk.csv`, `block.csv`, `shortselling_…csv`, and the website's exports,
 * whose columns go by other names.
 *
 * @throws Failure `bad-data` naming the column that is missing
 */
export function cellsOfCsv(table: CsvTable, kind: DealKind): PlacedCells[] {
  const date = eitherColumn(table, 'Date', 'Trade Date');
  const symbol = eitherColumn(table, 'Symbol', 'Symbol Name');
  const name = eitherColumn(table, 'Security Name', 'Name');
  const quantity = eitherColumn(table, 'Quantity Traded', 'Quantity');
  const trade = kind === 'short' ? undefined : tradeColumns(table);
  const remarks = findColumn(table, 'Remarks');
  return table.rows.map((row) => {
    // Some names are padded inside their quotes.
    const text = (place: number): string => (row.cells[place] ?? '').trim();
    const cells: DealCells = {
      date: text(date),
      symbol: text(symbol),
      name: text(name),
      quantity: text(quantity),
      ...(trade
        ? { client: text(trade.client), side: text(trade.side), price: text(trade.price) }
        : {}),
      ...(remarks === undefined ? {} : { remarks: text(remarks) }),
    };
    return [`line ${row.line}`, overfull(table, row) ?? cells];
  });
}

const NUMBER = union([string(), number()]);
const TRADES = array(
  object({
    BD_DT_DATE: string(),
    BD_SYMBOL: string(),
    BD_SCRIP_NAME: nullish(string()),
    BD_CLIENT_NAME: string(),
    BD_BUY_SELL: string(),
    BD_QTY_TRD: NUMBER,
    BD_TP_WATP: NUMBER,
    BD_REMARKS: nullish(string()),
  }),
);
const SHORTS = array(
  object({ SS_DATE: string(), SS_SYMBOL: string(), SS_NAME: nullish(string()), SS_QTY: NUMBER }),
);

/** Lines of the dated report as JSON: a list, or an object with one under `data`. */
export function cellsOfJson(value: unknown, kind: DealKind): PlacedCells[] {
  const bare = Array.isArray(value);
  const root = bare ? '' : 'data';
  const rows: unknown = bare ? value : decoded(object({ data: unknown() }), value).data;
  const cells: DealCells[] =
    kind === 'short'
      ? decoded(SHORTS, rows, root).map((row) => ({
          date: row.SS_DATE.trim(),
          symbol: row.SS_SYMBOL.trim(),
          name: (row.SS_NAME ?? '').trim(),
          quantity: String(row.SS_QTY).trim(),
        }))
      : decoded(TRADES, rows, root).map((row) => ({
          date: row.BD_DT_DATE.trim(),
          symbol: row.BD_SYMBOL.trim(),
          name: (row.BD_SCRIP_NAME ?? '').trim(),
          client: row.BD_CLIENT_NAME.trim(),
          side: row.BD_BUY_SELL.trim(),
          quantity: String(row.BD_QTY_TRD).trim(),
          price: String(row.BD_TP_WATP).trim(),
          remarks: (row.BD_REMARKS ?? '').trim(),
        }));
  return cells.map((row, place) => [`${root}[${place}]`, row]);
}
