import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { OpenDay } from '../../core/calendar/calendar.ts';
import type { Ohlcv } from '../../core/market/bar.ts';
import { instant, istDate, istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import { addDays, earlierOf, laterOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { adjustedDays } from '../adjusted.ts';
import { dataOf, jsonPage } from '../answer.ts';
import type { Answer, Page, Route } from '../answer.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import { mix } from '../hash.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { longerBars } from '../longer-bars.ts';
import type { Market } from '../market.ts';
import { chartWindow } from './window.ts';
import type { ChartWindow } from './window.ts';

/** One bar of this many inside sessions comes without its numbers. */
const BARS_PER_HOLE = 97;
/** Far enough back for a last price across a suspension. */
const META_REACH_DAYS = 90;

interface Row extends Ohlcv {
  readonly stamp: Instant;
  /** Yahoo knows that there was a bar and nothing else. */
  readonly hole: boolean;
}

function refusal(status: number, code: string, description: string): Page {
  return jsonPage(status, { chart: { result: null, error: { code, description } } });
}

function dailyRow(day: OpenDay, bar: Ohlcv, now: Instant): Row {
  const running = now < closesAt(day);
  return { ...bar, stamp: running ? now : opensAt(day), hole: false };
}

/** Bars of the window that have begun; the running day as a last row stamped with the moment. */
function rowsOf(
  market: Market,
  instrument: SandboxInstrument,
  window: ChartWindow,
  now: Instant,
): Row[] {
  const { from, to, minutes } = window;
  const last = instant(Math.min(to - 1, now));
  const first = laterOf(istDate(from), market.calendar.knownFrom);
  const days = market.calendar
    .sessions(first, istDate(last))
    .filter((day) => opensAt(day) < to && closesAt(day) > from);
  if (minutes === undefined) {
    return days.flatMap((day) => {
      if (opensAt(day) < from) return [];
      const bars = adjustedDays(market, instrument, day.session, day.session, now);
      return bars.map((bar) => dailyRow(day, bar, now));
    });
  }
  return days
    .flatMap((day) => longerBars(day, market.minutes(instrument, day.session, now), minutes))
    .filter(({ start }) => start >= from && start < to)
    .map((bar) => ({
      ...bar,
      stamp: bar.start,
      hole: mix(instrument.token, bar.start) % BARS_PER_HOLE === 0,
    }));
}

/** Rupees with the noise of single precision, as Yahoo has them. */
function column(rows: readonly Row[], pick: (row: Row) => number): (number | null)[] {
  return rows.map((row) => (row.hole ? null : Math.fround(pick(row) / 100)));
}

function splitEvents(instrument: SandboxInstrument, window: ChartWindow, now: Instant): object {
  const splits = instrument.actions.flatMap(({ exDate, newPerOld }) => {
    const date = istInstant(exDate, '09:15');
    if (date < window.from || date >= window.to || date > now) return [];
    const fields = { date, numerator: newPerOld, denominator: 1, splitRatio: `${newPerOld}:1` };
    return [[String(date), fields] as const];
  });
  return splits.length === 0 ? {} : { events: { splits: Object.fromEntries(splits) } };
}

function encoder(
  window: ChartWindow,
  meta: object,
  events: object,
): (rows: readonly Row[]) => string {
  return (rows) => {
    const close = column(rows, (row) => row.closePaise);
    const quote = {
      open: column(rows, (row) => row.openPaise),
      high: column(rows, (row) => row.highPaise),
      low: column(rows, (row) => row.lowPaise),
      close,
      volume: rows.map((row) => (row.hole ? null : row.volume)),
    };
    const adjclose = window.minutes === undefined ? { adjclose: [{ adjclose: close }] } : {};
    const filled = {
      timestamp: rows.map((row) => row.stamp),
      ...events,
      indicators: { quote: [quote], ...adjclose },
    };
    const result = { meta, ...(rows.length > 0 ? filled : { indicators: { quote: [{}] } }) };
    return JSON.stringify({ chart: { result: [result], error: null } });
  };
}

/** The price of now beside a chart, with the day's range and volume. */
function priceFields(
  market: Market,
  instrument: SandboxInstrument,
  session: SessionDate,
  bar: Ohlcv,
): object {
  const previous = market.previousClosePaise(instrument, session);
  return {
    regularMarketPrice: bar.closePaise / 100,
    regularMarketDayHigh: bar.highPaise / 100,
    regularMarketDayLow: bar.lowPaise / 100,
    regularMarketVolume: bar.volume,
    ...(previous === undefined ? {} : { previousClose: previous / 100 }),
  };
}

function metaOf(
  market: Market,
  instrument: SandboxInstrument,
  window: ChartWindow,
  now: Instant,
): object {
  const today = market.calendar.dateAt(now);
  const end = earlierOf(instrument.lastSession ?? today, today);
  const newest = market.calendar
    .sessions(addDays(end, -META_REACH_DAYS), end)
    .toReversed()
    .find((day) => opensAt(day) <= now && market.day(instrument, day.session, now));
  const bar = newest && market.day(instrument, newest.session, now);
  return {
    currency: 'INR',
    symbol: instrument.yahooSymbol,
    exchangeName: 'NSI',
    fullExchangeName: 'NSE',
    instrumentType: instrument.kind === 'index' ? 'INDEX' : 'EQUITY',
    firstTradeDate: istInstant(laterOf(instrument.listedOn, market.calendar.knownFrom), '09:15'),
    regularMarketTime: newest ? Math.min(now, closesAt(newest)) : now,
    gmtoffset: 19_800,
    timezone: 'IST',
    exchangeTimezoneName: 'Asia/Kolkata',
    ...(newest && bar ? priceFields(market, instrument, newest.session, bar) : {}),
    longName: instrument.name,
    priceHint: 2,
    dataGranularity: window.interval,
    range: '',
    validRanges: ['1d', '5d', '1mo', '3mo', '6mo', '1y', '2y', '5y', '10y', 'max'],
  };
}

/** Whether the window touches no day of the security's life. */
function outsideLife(instrument: SandboxInstrument, window: ChartWindow): boolean {
  const { listedOn, lastSession } = instrument;
  if (window.to <= istInstant(listedOn, '09:15')) return true;
  return lastSession !== undefined && window.from > istInstant(lastSession, '15:30');
}

/**
 * Yahoo's chart: days split-adjusted as of now, bars inside sessions raw with a hole now and then,
 * and delisted companies up to their last day. Statuses and defects as its users told them in 2026.
 */
export function chartRoutes(market: Market): readonly Route[] {
  const answer: Route['answer'] = ([symbol = ''], { query, now }): Answer => {
    const today = market.calendar.dateAt(now);
    const instrument = [...sandboxCompanies, ...sandboxIndices].find(
      ({ yahooSymbol, listedOn }) => yahooSymbol === symbol && listedOn <= today,
    );
    if (!instrument) {
      return refusal(404, 'Not Found', 'No data found, symbol may be delisted');
    }
    const window = chartWindow(query, now);
    if ('status' in window) {
      const code = window.status === 422 ? 'Unprocessable Entity' : 'Bad Request';
      return refusal(window.status, code, window.description);
    }
    if (outsideLife(instrument, window)) {
      const { from, to } = window;
      const description = `Data doesn't exist for startDate = ${from}, endDate = ${to}`;
      return refusal(400, 'Bad Request', description);
    }
    const meta = metaOf(market, instrument, window, now);
    const events = splitEvents(instrument, window, now);
    return dataOf(
      rowsOf(market, instrument, window, now),
      encoder(window, meta, events),
      { contentType: 'application/json;charset=utf-8', keyWord: 'timestamp' },
      (row) => ({ ...row, hole: false, highPaise: paise(Math.ceil(row.lowPaise / 2)) }),
    );
  };
  return [{ site: 'yahoo', path: /^\/v8\/finance\/chart\/([^/]+)$/, answer }];
}
