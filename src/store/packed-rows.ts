import type { DailyBar } from '../core/market/bar.ts';
import { seriesRank } from '../core/market/listing.ts';
import type { InstrumentKind } from '../core/market/listing.ts';
import { paise } from '../core/market/money.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Mutable } from '../core/mutable.ts';
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

type Named = Mutable<NamedRow>;

/** Numbers of a row: four prices, volume, previous close, last price, value, trades, delivered. */
const WIDTH = 10;

/** Texts that many sessions have in common, each kept once. */
export type KnownTexts = Map<string, string>;

/** The text as it is known: one that was cut from a later file does not hold on to that file. */
function known(texts: KnownTexts | undefined, text: string): string {
  if (!texts) return text;
  const there = texts.get(text);
  if (there === undefined) texts.set(text, text);
  return there ?? text;
}

/** Delivered shares by series and symbol: two look-ups are cheaper than a text made of both. */
type DeliveredShares = ReadonlyMap<string, ReadonlyMap<string, number | undefined>>;

function bySeries(deliveries: readonly Delivery[]): DeliveredShares {
  const found = new Map<string, Map<string, number | undefined>>();
  for (const { symbol, series, delivered } of deliveries) {
    let ofSeries = found.get(series);
    if (!ofSeries) found.set(series, (ofSeries = new Map()));
    ofSeries.set(symbol, delivered);
  }
  return found;
}

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
 * @param texts those of sessions packed before; it grows. Absent: there is no other session
 */
export function packRows(
  session: SessionDate,
  given: readonly SessionRow[],
  deliveries: readonly Delivery[] = [],
  texts?: KnownTexts,
): PackedRows {
  const rows = shareFirst(given);
  const delivered = bySeries(deliveries);
  const numbers = new Float64Array(rows.length * WIDTH);
  const symbols: string[] = [];
  const series: string[] = [];
  const isins: (string | undefined)[] = [];
  const names: (string | undefined)[] = [];
  const kinds: (InstrumentKind | undefined)[] = [];
  let matched = 0;
  let place = -1;
  for (const row of rows) {
    place++;
    const ofSeries = delivered.get(row.series);
    if (ofSeries?.has(row.symbol)) matched++;
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
    numbers[at + 9] = row.delivered ?? ofSeries?.get(row.symbol) ?? Number.NaN;
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
    unmatched: deliveries.length - matched,
    named(place) {
      const row: Named = { symbol: symbols[place] ?? '', series: series[place] ?? '' };
      const isin = isins[place];
      const name = names[place];
      const kind = kinds[place];
      if (isin !== undefined) row.isin = isin;
      if (name !== undefined) row.name = name;
      if (kind !== undefined) row.kind = kind;
      return row;
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
