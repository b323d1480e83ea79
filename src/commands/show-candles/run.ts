import { Failure } from '../../core/failure.ts';
import type { Interval } from '../../core/market/bar.ts';
import { istText } from '../../core/market/instant.ts';
import { rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { ShownCandle } from '../../store/shown-candles.ts';
import { adjusted } from './adjusted.ts';
import type { options } from './command.ts';

const atText = ({ at }: ShownCandle): string => (typeof at === 'number' ? istText(at) : at);

function columnsFor(interval: Interval): Column<ShownCandle>[] {
  const price = (head: string, of: (candle: ShownCandle) => Paise): Column<ShownCandle> => ({
    head,
    cell: (candle) => rupees(of(candle)).toFixed(2),
    right: true,
  });
  return [
    { head: 'symbol', cell: ({ symbol }) => symbol },
    { head: 'series', cell: ({ series }) => series },
    { head: 'exchange', cell: ({ exchange }) => exchange },
    { head: 'interval', cell: () => interval },
    { head: interval === '1d' ? 'session' : 'time', cell: atText },
    price('open', ({ openPaise }) => openPaise),
    price('high', ({ highPaise }) => highPaise),
    price('low', ({ lowPaise }) => lowPaise),
    price('close', ({ closePaise }) => closePaise),
    { head: 'volume', cell: ({ volume }) => String(volume), right: true },
    { head: 'source', cell: ({ source }) => source },
  ];
}

function record(interval: Interval, candle: ShownCandle): Readonly<Record<string, unknown>> {
  return {
    symbol: candle.symbol,
    series: candle.series,
    exchange: candle.exchange,
    interval,
    [interval === '1d' ? 'session' : 'time']: atText(candle),
    open: rupees(candle.openPaise),
    high: rupees(candle.highPaise),
    low: rupees(candle.lowPaise),
    close: rupees(candle.closePaise),
    volume: candle.volume,
    source: candle.source,
    ...(interval === '1d' ? { isin: candle.isin ?? null } : {}),
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, interval, from, to, adjust, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  if (interval !== '1d' && adjust !== 'none') {
    throw new Failure(
      'usage',
      `expected --interval 1d with --adjust ${adjust}, found ${interval}: only daily candles are adjusted`,
    );
  }
  const store = await ctx.store('read');
  const kept = await store.shownCandles.list({
    interval,
    ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const candles = await adjusted(ctx, store, kept, adjust);
  const columns = columnsFor(interval);
  return {
    text: rowsText(csv, columns, candles, 'no candles there: see `paperjobs gaps` and market-sync'),
    json: candles.map((candle) => record(interval, candle)),
  };
}
