import { describe, expect, it } from 'vitest';
import { readRule, USUAL_MANNER } from '../../../src/core/alerts/rule.ts';
import type { AlertRule } from '../../../src/core/alerts/rule.ts';
import type { DailyBar } from '../../../src/core/market/bar.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { istDate, readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readRules } from '../../../src/feed/alerts/read-rules.ts';
import { replayRules } from '../../../src/feed/alerts/replay-rules.ts';
import { defaultSettings } from '../../support/defaults.ts';
import { newListing, NOW, openedStore, TODAY } from '../../support/opened-store.ts';
import { haveRecorded, recordedPrices } from '../../support/recorded-prices.ts';
import type { RecordedPrices } from '../../support/recorded-prices.ts';

/** Reckoned over the whole history by the textbook, bar by bar: no line of it is the product's. */
const byHand = {
  mean: (values: readonly number[], at: number, count: number): number =>
    at + 1 < count
      ? Number.NaN
      : values.slice(at + 1 - count, at + 1).reduce((sum, value) => sum + value, 0) / count,
  exponential(values: readonly number[], count: number): number[] {
    const first = values.findIndex((value) => !Number.isNaN(value));
    const out: number[] = [];
    for (const [at, value] of values.entries()) {
      const seed = first + count - 1;
      if (at < seed) out.push(Number.NaN);
      else if (at === seed) {
        out.push(values.slice(first, at + 1).reduce((sum, one) => sum + one, 0) / count);
      } else out.push((out[at - 1] ?? 0) + ((value - (out[at - 1] ?? 0)) * 2) / (count + 1));
    }
    return out;
  },
  rsi(closes: readonly number[], count: number): number[] {
    const out: number[] = [Number.NaN];
    let [gain, loss] = [0, 0];
    for (let at = 1; at < closes.length; at++) {
      const change = (closes[at] ?? 0) - (closes[at - 1] ?? 0);
      const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
      if (at <= count) [gain, loss] = [gain + up / count, loss + down / count];
      else {
        gain = (gain * (count - 1) + up) / count;
        loss = (loss * (count - 1) + down) / count;
      }
      out.push(at < count ? Number.NaN : (100 * gain) / (gain + loss));
    }
    return out;
  },
};

/** Places at which a condition is true and was not, or was not known to be, at the place before. */
function edges(length: number, first: number, holds: (at: number) => boolean): number[] {
  const fired: number[] = [];
  for (let at = first; at < length; at++) {
    if (holds(at) && !(at > first && holds(at - 1))) fired.push(at);
  }
  return fired;
}

/** Places at which one series goes from at most another to above it. */
function crossings(
  length: number,
  first: number,
  a: (at: number) => number,
  b: (at: number) => number,
): number[] {
  const fired: number[] = [];
  for (let at = first; at < length; at++) {
    if (a(at - 1) <= b(at - 1) && a(at) > b(at)) fired.push(at);
  }
  return fired;
}

/** A rule, and where it must fire from a place on. */
type Expected = readonly [
  text: string,
  interval: '1d' | undefined,
  places: (prices: RecordedPrices, first: number) => number[],
];

const level = ({ bars }: RecordedPrices): number => Math.round((bars.close[600] ?? 0) * 100) / 100;

/** Of the bars before, those 52 weeks back and no further. */
function yearBefore({ sessions, bars }: RecordedPrices, at: number, high: boolean): number {
  const since = new Date(Date.parse(sessions[at] ?? '') - 364 * 86_400_000).toISOString();
  const column = high ? bars.high : bars.low;
  const values = sessions.flatMap((session, place) =>
    place < at && session >= since.slice(0, 10) ? [column[place] ?? 0] : [],
  );
  return high ? Math.max(...values) : Math.min(...values);
}

const RULES: readonly Expected[] = [
  [
    'close > LEVEL',
    undefined,
    (prices, first) =>
      edges(prices.sessions.length, first, (at) => (prices.bars.close[at] ?? 0) > level(prices)),
  ],
  [
    'close crosses above LEVEL',
    '1d',
    (prices, first) =>
      crossings(
        prices.sessions.length,
        first,
        (at) => prices.bars.close[at] ?? 0,
        () => level(prices),
      ),
  ],
  [
    'day_change < -4%',
    undefined,
    ({ bars: { close } }, first) =>
      edges(close.length, first, (at) => (close[at] ?? 0) / (close[at - 1] ?? 0) - 1 < -0.04),
  ],
  [
    'gap > 1.5%',
    undefined,
    ({ bars: { open, close } }, first) =>
      edges(close.length, first, (at) => (open[at] ?? 0) / (close[at - 1] ?? 0) - 1 > 0.015),
  ],
  [
    'rsi(14) > 70',
    '1d',
    ({ bars: { close } }, first) => {
      const rsi = byHand.rsi([...close], 14);
      return edges(close.length, first, (at) => (rsi[at] ?? 0) > 70);
    },
  ],
  [
    'rsi(14) crosses below 30',
    '1d',
    ({ bars: { close } }, first) => {
      const rsi = byHand.rsi([...close], 14);
      return crossings(
        close.length,
        first,
        () => 30,
        (at) => rsi[at] ?? 0,
      ).filter((at) => (rsi[at - 1] ?? 0) >= 30);
    },
  ],
  [
    'volume > 3 x avg(20)',
    undefined,
    ({ bars: { volume } }, first) =>
      edges(
        volume.length,
        first,
        (at) => (volume[at] ?? 0) > 3 * byHand.mean([...volume], at - 1, 20),
      ),
  ],
  [
    'sma(20) crosses above sma(50)',
    '1d',
    ({ bars: { close } }, first) =>
      crossings(
        close.length,
        first,
        (at) => byHand.mean([...close], at, 20),
        (at) => byHand.mean([...close], at, 50),
      ),
  ],
  [
    'close > sma(200)',
    undefined,
    ({ bars: { close } }, first) =>
      edges(close.length, first, (at) => (close[at] ?? 0) > byHand.mean([...close], at - 1, 200)),
  ],
  [
    'ema(12) crosses above ema(26)',
    '1d',
    ({ bars: { close } }, first) => {
      const [fast, slow] = [byHand.exponential([...close], 12), byHand.exponential([...close], 26)];
      return crossings(
        close.length,
        first,
        (at) => fast[at] ?? 0,
        (at) => slow[at] ?? 0,
      );
    },
  ],
  [
    'macd(12,26,9) crosses above signal',
    '1d',
    ({ bars: { close } }, first) => {
      const [fast, slow] = [byHand.exponential([...close], 12), byHand.exponential([...close], 26)];
      const macd = fast.map((value, at) => value - (slow[at] ?? Number.NaN));
      const signal = byHand.exponential(macd, 9);
      return crossings(
        close.length,
        first,
        (at) => macd[at] ?? 0,
        (at) => signal[at] ?? 0,
      );
    },
  ],
  [
    'breaks resistance(20)',
    '1d',
    ({ bars: { close, high } }, first) => {
      const top = (at: number): number => Math.max(...high.slice(at - 20, at));
      return crossings(close.length, first, (at) => close[at] ?? 0, top);
    },
  ],
  [
    'close < support(20)',
    undefined,
    ({ bars: { close, low } }, first) =>
      edges(close.length, first, (at) => (close[at] ?? 0) < Math.min(...low.slice(at - 20, at))),
  ],
  [
    'close > high_52w or close < low_52w',
    undefined,
    (prices, first) =>
      edges(
        prices.sessions.length,
        first,
        (at) =>
          (prices.bars.close[at] ?? 0) > yearBefore(prices, at, true) ||
          (prices.bars.close[at] ?? 0) < yearBefore(prices, at, false),
      ),
  ],
];

const FIRST = '2019-06-03';
const LAST = '2021-12-31';

describe.skipIf(!haveRecorded)('on real prices', () => {
  it('every type of rule fires where reckoning by hand over the whole history says', async () => {
    const opened = await openedStore();
    const total = new Map<string, number>();
    for (const prices of recordedPrices().filter((_, place) => place % 6 === 0)) {
      const { symbol, sessions, bars } = prices;
      const listingId = await newListing(opened, symbol);
      const of = (column: Float64Array, at: number) => paise(Math.round((column[at] ?? 0) * 100));
      const rows = sessions.map((session, at): DailyBar => ({
        session: sessionDate(session),
        openPaise: of(bars.open, at),
        highPaise: of(bars.high, at),
        lowPaise: of(bars.low, at),
        closePaise: of(bars.close, at),
        volume: bars.volume[at] ?? 0,
      }));
      await opened.store.write(async (books) => {
        books.candles.saveDaily(listingId, 'raw', 'nse', rows);
      });
      const first = sessions.findIndex((session) => session >= FIRST);
      const rules = RULES.map(([text, interval], place): AlertRule => ({
        ...readRule(`${symbol} ${text.replace('LEVEL', String(level(prices)))}`, interval),
        ...USUAL_MANNER,
        id: place,
        enabled: true,
        levelsOn: TODAY,
        createdAt: NOW,
        revision: 1,
      }));
      const { events } = await replayRules(
        {
          store: opened.store,
          settings: defaultSettings(),
          calendar: calendarOf('XNSE'),
          now: readInstant('2021-12-31T18:00'),
        },
        readRules(rules),
        sessionDate(FIRST),
        sessionDate(LAST),
      );
      for (const [place, [text, , places]] of RULES.entries()) {
        const told = events.filter(({ rule }) => rule.id === place).map(({ at }) => istDate(at));
        const expected = places(prices, first)
          .map((at) => sessions[at] ?? '')
          .filter((session) => session <= LAST);
        expect(told, `${symbol} ${text}`).toEqual(expected);
        total.set(text, (total.get(text) ?? 0) + told.length);
      }
    }
    const silent = [...total].flatMap(([text, count]) => (count === 0 ? [text] : []));
    expect(silent, 'each type fires somewhere').toEqual([]);
  }, 60_000);
});
