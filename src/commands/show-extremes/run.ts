import type { Extreme, YearExtreme } from '../../core/flows/year-extreme.ts';
import { rupees } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { options } from './command.ts';

function columnsOf(
  head: string,
  of: (row: YearExtreme) => Extreme | undefined,
): Column<YearExtreme>[] {
  const price = (row: YearExtreme): string => {
    const extreme = of(row);
    return extreme ? rupees(extreme.pricePaise).toFixed(2) : '';
  };
  return [
    { head, cell: price, right: true },
    { head: `${head} on`, cell: (row) => of(row)?.on ?? '' },
  ];
}

const COLUMNS: readonly Column<YearExtreme>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'series', cell: ({ series }) => series },
  ...columnsOf('high', ({ high }) => high),
  ...columnsOf('low', ({ low }) => low),
];

function record({
  session,
  symbol,
  series,
  high,
  low,
}: YearExtreme): Readonly<Record<string, unknown>> {
  return {
    session,
    symbol,
    series,
    high: high ? rupees(high.pricePaise) : null,
    highOn: high?.on ?? null,
    low: low ? rupees(low.pricePaise) : null,
    lowOn: low?.on ?? null,
  };
}

/** The last day that any price is of: the session before the one that the file is effective for. */
function newestDay(rows: readonly YearExtreme[]): string {
  return rows.reduce((newest, { high, low }) => {
    const own = [high?.on ?? '', low?.on ?? ''].toSorted()[1] ?? '';
    return own > newest ? own : newest;
  }, '');
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, on, reached, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const today = (await ctx.calendar('XNSE')).dateAt(ctx.clock.now());
  const session = on ?? (await store.yearExtremes.newest(today));
  const kept = session === undefined ? [] : await store.yearExtremes.of(session);
  const newest = newestDay(kept);
  const wanted = symbols && new Set(symbols.map((symbol) => symbol.toUpperCase()));
  const rows = kept.filter(
    ({ symbol, high, low }) =>
      (!wanted || wanted.has(symbol)) && (!reached || high?.on === newest || low?.on === newest),
  );
  const none =
    kept.length > 0
      ? `none of these is among the ${kept.length} securities of ${session}`
      : 'no 52-week prices there: `paperjobs flows` fetches them';
  return {
    text: rowsText(csv, COLUMNS, rows, none),
    json: rows.map(record),
  };
}
