import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { isStale } from '../../core/market/quote.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { ShownQuote } from '../../store/quotes.ts';
import type { options } from './command.ts';

/** A quote with what the moment of looking makes of it. */
interface Looked {
  readonly quote: ShownQuote;
  readonly ageSeconds: number;
  readonly stale: boolean;
  /** Against the close of the session before, as a fraction; absent without one. */
  readonly changeRatio?: number;
}

const priceText = (amount: Paise | undefined): string =>
  amount === undefined ? '' : rupees(amount).toFixed(2);

/** `40 s`, `12 min`, `3 h`, `2 d`: the age of a price, cut to whole units. */
function ageText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

const price = (head: string, of: (quote: ShownQuote) => Paise | undefined): Column<Looked> => ({
  head,
  cell: ({ quote }) => priceText(of(quote)),
  right: true,
});

const COLUMNS: readonly Column<Looked>[] = [
  { head: 'symbol', cell: ({ quote }) => quote.symbol },
  { head: 'series', cell: ({ quote }) => quote.series },
  price('last', ({ lastPaise }) => lastPaise),
  {
    head: 'change %',
    cell: ({ changeRatio }) => (changeRatio === undefined ? '' : (changeRatio * 100).toFixed(2)),
    right: true,
  },
  price('open', ({ openPaise }) => openPaise),
  price('high', ({ highPaise }) => highPaise),
  price('low', ({ lowPaise }) => lowPaise),
  price('before', ({ previousClosePaise }) => previousClosePaise),
  price('bid', ({ bidPaise }) => bidPaise),
  price('ask', ({ askPaise }) => askPaise),
  {
    head: 'volume',
    cell: ({ quote }) => (quote.volume === undefined ? '' : String(quote.volume)),
    right: true,
  },
  { head: 'time', cell: ({ quote }) => istText(quote.at) },
  { head: 'age', cell: ({ ageSeconds }) => ageText(ageSeconds), right: true },
  { head: 'stale', cell: ({ stale }) => (stale ? 'stale' : '') },
  { head: 'source', cell: ({ quote }) => quote.source },
];

function record({ quote, ageSeconds, stale, changeRatio }: Looked) {
  const inRupees = (amount: Paise | undefined): number | null =>
    amount === undefined ? null : rupees(amount);
  return {
    symbol: quote.symbol,
    exchange: quote.exchange,
    series: quote.series,
    last: rupees(quote.lastPaise),
    changeRatio: changeRatio ?? null,
    open: inRupees(quote.openPaise),
    high: inRupees(quote.highPaise),
    low: inRupees(quote.lowPaise),
    previousClose: inRupees(quote.previousClosePaise),
    bid: inRupees(quote.bidPaise),
    ask: inRupees(quote.askPaise),
    lowerCircuit: inRupees(quote.lowerCircuitPaise),
    upperCircuit: inRupees(quote.upperCircuitPaise),
    volume: quote.volume ?? null,
    time: istText(quote.at),
    fetched: istText(quote.fetchedAt),
    ageSeconds,
    stale,
    source: quote.source,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const now = ctx.clock.now();
  const store = await ctx.store('read');
  const quotes = await store.quotes.shown(symbols?.map((symbol) => symbol.toUpperCase()));
  const looked: Looked[] = [];
  for (const quote of quotes) {
    const { lastPaise, previousClosePaise: before } = quote;
    looked.push({
      quote,
      ageSeconds: Math.max(0, now - quote.at),
      stale: isStale(await ctx.calendar(quote.exchange), quote.at, now),
      ...(before === undefined ? {} : { changeRatio: lastPaise / before - 1 }),
    });
  }
  return {
    text: rowsText(
      csv,
      COLUMNS,
      looked,
      'no quotes there: `paperjobs quotes` and market-sync fetch them',
    ),
    json: looked.map(record),
  };
}
