import { readDayMonthYear } from '../../core/market/session-date.ts';
import type { SymbolChange } from '../../core/identity/symbol-chain.ts';
import type { NameChange } from '../../core/identity/name-change.ts';
import type { NameChangesAnswer, SymbolChangesAnswer } from '../../ports/end-of-day.ts';
import { columnOf, readCsv } from '../csv-table.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { readRows } from './read-rows.ts';

/**
 * Reads the list of changed symbols: no header, not sorted, and a symbol may be given out again.
 * Names of companies are in it too; they are today's and not read.
 *
 * @throws Failure `bad-data` for an empty file, and when more than a tenth of the rows is refused
 * @see `symbolchange.csv` of 8 August 2026
 */
export function readSymbolChanges(text: string): SymbolChangesAnswer {
  const table = readCsv(`NAME,OLD,NEW,DATE\n${text.replace(/^\uFEFF/, '')}`, 'symbolchange.csv');
  const { items, refused } = readRows(
    table,
    ([, oldSymbol = '', newSymbol = '', date = '']): SymbolChange | string => {
      if (oldSymbol === '' || newSymbol === '') return 'has no old or no new symbol';
      const on = readDayMonthYear(date);
      return on ? { oldSymbol, newSymbol, on } : `"${date}" is no date like 30-OCT-2019`;
    },
    undefined,
    -1,
  );
  requireMostlyGood(table.file, items.length, refused);
  return { changes: items, refused };
}

/**
 * Reads the list of changed names.
 *
 * @throws Failure `bad-data` when a column is missing, and when more than a tenth of the rows is refused
 * @see `namechange.csv` of May 2026
 */
export function readNameChanges(text: string): NameChangesAnswer {
  const table = readCsv(text, 'namechange.csv');
  const [symbolAt, onAt] = [columnOf(table, 'NCH_SYMBOL'), columnOf(table, 'NCH_DT')];
  const [oldAt, newAt] = [columnOf(table, 'NCH_PREV_NAME'), columnOf(table, 'NCH_NEW_NAME')];
  const { items, refused } = readRows(table, (cells): NameChange | string => {
    const [symbol = '', oldName = '', newName = ''] = [cells[symbolAt], cells[oldAt], cells[newAt]];
    if (symbol === '' || newName === '') return 'has no symbol or no new name';
    const on = readDayMonthYear(cells[onAt] ?? '');
    return on
      ? { symbol, oldName, newName, on }
      : `${symbol}: "${cells[onAt]}" is no date like 08-MAR-2016`;
  });
  requireMostlyGood(table.file, items.length, refused);
  return { changes: items, refused };
}
