import type { DailyBar } from '../core/market/bar.ts';
import { seriesRank } from '../core/market/listing.ts';
import type { InstrumentKind } from '../core/market/listing.ts';
import { paise } from '../core/market/money.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Delivery } from '../ports/end-of-day.ts';
import type { SessionRow } from '../ports/prices.ts';
import type { NamedRow } from './note-identity.ts';
import type { SessionTrades } from './session-trades.ts';

/**
 * A session's rows in columns: a batch of sixty sessions has nearly two hundred thousand, and as
 * objects each would take ten times the room.
 */
export interface PackedRows {
  readonly session: SessionDate;
  readonly length: number;
  /** Deliveries of securities without a row. */
  readonly unmatched: number;
  named(place: number): NamedRow;
  bar(place: number): DailyBar;
  trades(place: number): Pick<SessionTrades, 'dealt' | 'delivered'>;
}

/** Numbers of a row: four prices, volume, previous close, last price, value, trades, delivered. */
const WIDTH = 10;

/** Texts that many sessions have in common, each kept once. */
export type KnownTexts = Map<string, string>;

/** The text as it is known: one that was cut from a later file does not hold on to that file. */
function known(texts: KnownTexts, text: string): string {
  const there = texts.get(text);
  if (there === undefined) texts.set(text, text);
  return there ?? text;
}

const keyOf = ({ symbol, series }: Delivery): string => `${symbol} ${series}`;

/** Shares first: a bond of the same symbol must not be taken for its company. */
function shareFirst(rows: readonly SessionRow[]): SessionRow[] {
  const byRank = new Map<number, SessionRow[]>();
  for (const row of rows) {
    const rank = seriesRank(row.series);
    const list = byRank.get(rank);
    if (list) list.push(row);
    else byRank.set(rank, [row]);
  }
  return [...byRank].toSorted(([a], [b]) => a - b).flatMap(([, list]) => list);
}

/**
 * Packs a session's rows, shares first, with what another file tells of their deliveries.
 *
 * @param texts those of sessions packed before; it grows
 */
export function packRows(
  session: SessionDate,
  given: readonly SessionRow[],
  deliveries: readonly Delivery[] = [],
  texts: KnownTexts = new Map(),
): PackedRows {
  const rows = shareFirst(given);
  const delivered = new Map(deliveries.map((row) => [keyOf(row), row.delivered]));
  const numbers = new Float64Array(rows.length * WIDTH);
  const symbols: string[] = [];
  const series: string[] = [];
  const isins: (string | undefined)[] = [];
  const names: (string | undefined)[] = [];
  const kinds: (InstrumentKind | undefined)[] = [];
  let matched = 0;
  for (const [place, row] of rows.entries()) {
    const key = delivered.size > 0 ? keyOf(row) : '';
    if (delivered.has(key)) matched++;
    symbols.push(known(texts, row.symbol));
    series.push(known(texts, row.series));
    isins.push(row.isin === undefined ? undefined : known(texts, row.isin));
    names.push(row.name === undefined ? undefined : known(texts, row.name));
    kinds.push(row.kind);
    const { openPaise, highPaise, lowPaise, closePaise, volume } = row.bar;
    const at = place * WIDTH;
    numbers[at] = openPaise;
    numbers[at + 1] = highPaise;
    numbers[at + 2] = lowPaise;
    numbers[at + 3] = closePaise;
    numbers[at + 4] = volume;
    numbers[at + 5] = row.previousClosePaise ?? Number.NaN;
    numbers[at + 6] = row.lastPaise ?? Number.NaN;
    numbers[at + 7] = row.valuePaise ?? Number.NaN;
    numbers[at + 8] = row.trades ?? Number.NaN;
    numbers[at + 9] = row.delivered ?? delivered.get(key) ?? Number.NaN;
  }
  const number = (place: number, cell: number): number =>
    numbers[place * WIDTH + cell] ?? Number.NaN;
  const told = (place: number, cell: number): number | undefined => {
    const value = number(place, cell);
    return Number.isNaN(value) ? undefined : value;
  };
  return {
    session,
    length: rows.length,
    unmatched: delivered.size - matched,
    named(place) {
      const [isin, name, kind] = [isins[place], names[place], kinds[place]];
      return {
        symbol: symbols[place] ?? '',
        series: series[place] ?? '',
        ...(isin === undefined ? {} : { isin }),
        ...(name === undefined ? {} : { name }),
        ...(kind === undefined ? {} : { kind }),
      };
    },
    bar: (place) => ({
      session,
      openPaise: paise(number(place, 0)),
      highPaise: paise(number(place, 1)),
      lowPaise: paise(number(place, 2)),
      closePaise: paise(number(place, 3)),
      volume: number(place, 4),
    }),
    trades: (place) => ({
      dealt: {
        previousClosePaise: told(place, 5),
        lastPaise: told(place, 6),
        valuePaise: told(place, 7),
        trades: told(place, 8),
      },
      delivered: told(place, 9),
    }),
  };
}
