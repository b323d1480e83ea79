import type { DailyBar, IntradayBar, Ohlcv } from '../../core/market/bar.ts';
import { istInstant, istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import {
  addDays,
  dayNumber,
  isSessionDate,
  laterOf,
  sessionDate,
} from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { adjustedDays } from '../adjusted.ts';
import { dataOf } from '../answer.ts';
import type { Answer, Page, Route } from '../answer.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { longerBars } from '../longer-bars.ts';
import type { Market } from '../market.ts';
import { upstoxRefusal } from './refusals.ts';

/** Bars inside sessions are served from here on. */
const INTRADAY_SINCE = sessionDate('2022-01-03');

/** What the path asks for: bars of some minutes, or days; and the longest window of days. */
interface Grain {
  readonly minutes?: number;
  readonly longestDays: number;
}

interface Row extends Ohlcv {
  readonly stamp: string;
}

/** Minutes 1–300, hours 1–5, days 1; weeks and months are not imitated. */
function grainOf(unit: string, interval: string): Grain | Page {
  const count = Number(interval);
  const most: Readonly<Record<string, number>> = { minutes: 300, hours: 5, days: 1 };
  const limit = most[unit];
  if (limit === undefined) return upstoxRefusal(400, 'UDAPI1146', 'Invalid unit');
  if (!(count >= 1 && count <= limit)) {
    return upstoxRefusal(400, 'UDAPI1147', 'Invalid interval');
  }
  if (unit === 'days') return { longestDays: 3660 };
  if (unit === 'hours') return { minutes: count * 60, longestDays: 92 };
  return { minutes: count, longestDays: count <= 15 ? 31 : 92 };
}

/** A security that is traded today: the others' keys are not known any more, or not yet. */
function known(key: string, today: SessionDate): SandboxInstrument | undefined {
  return [...sandboxCompanies, ...sandboxIndices].find(
    ({ upstoxKey, listedOn, lastSession }) =>
      upstoxKey === key && listedOn <= today && (lastSession === undefined || today <= lastSession),
  );
}

function encode(rows: readonly Row[]): string {
  const candles = rows.map((row) => [
    row.stamp,
    row.openPaise / 100,
    row.highPaise / 100,
    row.lowPaise / 100,
    row.closePaise / 100,
    row.volume,
    0,
  ]);
  return JSON.stringify({ status: 'success', data: { candles } });
}

/** Newest first, as Upstox has it. */
function answerOf(rows: readonly Row[]): Answer {
  return dataOf(
    rows.toReversed(),
    encode,
    { contentType: 'application/json', keyWord: 'candles' },
    (row) => ({ ...row, highPaise: paise(Math.ceil(row.lowPaise / 2)) }),
  );
}

const dailyRow = (bar: DailyBar): Row => ({
  ...bar,
  stamp: istText(istInstant(bar.session, '00:00')),
});
const intradayRow = (bar: IntradayBar): Row => ({ ...bar, stamp: istText(bar.start) });

function rowsOf(
  market: Market,
  instrument: SandboxInstrument,
  { minutes }: Grain,
  window: { readonly from: SessionDate; readonly to: SessionDate },
  now: Instant,
): Row[] {
  const { from, to } = window;
  if (minutes === undefined) {
    return adjustedDays(market, instrument, from, to, now).map(dailyRow);
  }
  return market.calendar.sessions(laterOf(from, INTRADAY_SINCE), to).flatMap((day) => {
    const bars = market.minutes(instrument, day.session, now);
    return longerBars(day, bars, minutes).map(intradayRow);
  });
}

/**
 * Candles of Upstox v3. The historical ones never hold the running day; those of the day hold
 * nothing else, the running bar included. Days come split-adjusted as of now, minutes raw. Limits
 * and codes as they were seen in September 2026.
 */
export function candleRoutes(market: Market): readonly Route[] {
  const historical: Route['answer'] = (parts, { now }) => {
    const [key = '', unit = '', interval = '', to = '', from = ''] = parts;
    const today = market.calendar.dateAt(now);
    const instrument = known(key, today);
    if (!instrument) return upstoxRefusal(400, 'UDAPI100011', 'Invalid Instrument key');
    const grain = grainOf(unit, interval);
    if ('kind' in grain) return grain;
    if (!isSessionDate(to)) return upstoxRefusal(400, 'UDAPI1015', 'Invalid to_date');
    const first = from === '' ? addDays(to, -grain.longestDays) : from;
    if (!isSessionDate(first) || first > to) {
      return upstoxRefusal(400, 'UDAPI1015', 'to_date should not be before from_date');
    }
    if (dayNumber(to) - dayNumber(first) > grain.longestDays) {
      return upstoxRefusal(400, 'UDAPI1148', 'Invalid date range');
    }
    const yesterday = addDays(today, -1);
    const window = { from: first, to: to < yesterday ? to : yesterday };
    return answerOf(rowsOf(market, instrument, grain, window, now));
  };
  const running: Route['answer'] = ([key = '', unit = '', interval = ''], { now }) => {
    const today = market.calendar.dateAt(now);
    const instrument = known(key, today);
    if (!instrument) return upstoxRefusal(400, 'UDAPI100011', 'Invalid Instrument key');
    const grain = grainOf(unit, interval);
    if ('kind' in grain) return grain;
    return answerOf(rowsOf(market, instrument, grain, { from: today, to: today }, now));
  };
  return [
    {
      site: 'upstox',
      path: /^\/v3\/historical-candle\/intraday\/([^/]+)\/(\w+)\/(\d+)$/,
      answer: running,
    },
    {
      site: 'upstox',
      path: /^\/v3\/historical-candle\/([^/]+)\/(\w+)\/(\d+)\/([^/]+)(?:\/([^/]+))?$/,
      answer: historical,
    },
  ];
}
