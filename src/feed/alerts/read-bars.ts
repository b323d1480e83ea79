import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { dailySeries } from '../../core/analysis/kept-columns.ts';
import type { ClosedBars } from '../../core/alerts/instrument-facts.ts';
import { closesAt, slots } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import type { DatedFactor } from '../../core/corporate-actions/adjust.ts';
import { factorAfter } from '../../core/corporate-actions/adjust.ts';
import type { Bars } from '../../core/indicators/indicator.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import type { IntradayInterval } from '../../core/market/bar.ts';
import { instant, istDate, istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { IntervalColumns } from '../../store/interval-bars.ts';
import type { RuleDesk } from './rule-desk.ts';

/** A year has at least 244 sessions; a short stretch may have a run of holidays more. */
const DAYS_PER_SESSION = 1.5;
const SPARE_DAYS = 12;
/** When a session of a year that the calendar does not know is taken to be over. */
const USUAL_CLOSE = '15:30';

/** When sessions were over, each asked of the calendar once. */
export function sessionEnds(calendar: Calendar): (session: SessionDate) => Instant {
  const known = new Map<SessionDate, Instant>();
  return (session) => {
    const there = known.get(session);
    if (there !== undefined) return there;
    const day = calendar.day(session);
    const end = day.state === 'open' ? closesAt(day) : istInstant(session, USUAL_CLOSE);
    known.set(session, end);
    return end;
  };
}

/** Values of an index as bars: it has no volume where none is told. */
async function indexSeries(
  { store }: RuleDesk,
  { listings }: PricedInstrument,
  from: SessionDate,
  to: SessionDate,
): Promise<DailySeries> {
  const rows = await store.indexValues.shown(
    listings.map(({ listingId }) => listingId),
    from,
    to,
  );
  const column = (of: (close: (typeof rows)[number]['close']) => number | undefined) =>
    Float64Array.from(rows, ({ close }) => of(close) ?? Number.NaN);
  return {
    sessions: rows.map(({ close }) => close.session),
    open: column(({ open }) => open),
    high: column(({ high }) => high),
    low: column(({ low }) => low),
    close: column(({ close }) => close),
    volume: column(({ volume }) => volume),
  };
}

/**
 * Reads closed daily bars, so many sessions back and no further, in shares of today; of closes only,
 * the other prices are absent (NaN).
 */
export function dailyReader(
  desk: RuleDesk,
  factors: ReadonlyMap<number, readonly DatedFactor[]>,
): (instrument: PricedInstrument, count: number, closesOnly?: boolean) => Promise<ClosedBars> {
  const today = desk.calendar.dateAt(desk.now);
  const endOf = sessionEnds(desk.calendar);
  const to = endOf(today) <= desk.now ? today : addDays(today, -1);
  const ends = new WeakMap<readonly SessionDate[], readonly Instant[]>();
  function endsOf(sessions: readonly SessionDate[]): readonly Instant[] {
    const known = ends.get(sessions) ?? sessions.map(endOf);
    ends.set(sessions, known);
    return known;
  }
  const starts = new Map<number, SessionDate>();
  function startOf(count: number): SessionDate {
    const start =
      starts.get(count) ?? addDays(today, -Math.ceil(count * DAYS_PER_SESSION) - SPARE_DAYS);
    starts.set(count, start);
    return start;
  }
  return async (instrument, count, closesOnly = false) => {
    const from = startOf(count);
    const kept = closesOnly
      ? await desk.store.dailyBars.closes(instrument, from, to)
      : await desk.store.dailyBars.columns(instrument, from, to);
    let series = dailySeries(kept, factors.get(instrument.instrumentId) ?? []);
    if (instrument.kind === 'index') {
      const told = await indexSeries(desk, instrument, from, to);
      if ((told.sessions.at(-1) ?? '') >= (series.sessions.at(-1) ?? '')) series = told;
    }
    const { sessions, ...bars } = series;
    return { bars, sessions, ends: endsOf(sessions) };
  };
}

function sessionsOf(starts: readonly Instant[]): SessionDate[] {
  let [day, session] = [Number.NaN, '' as SessionDate];
  return starts.map((start) => {
    const own = Math.floor((start + 19_800) / 86_400);
    if (own !== day) [day, session] = [own, istDate(start)];
    return session;
  });
}

function joinedColumns(a: Bars, b: Bars): Bars {
  const join = (first: Float64Array, second: Float64Array): Float64Array => {
    const out = new Float64Array(first.length + second.length);
    out.set(first);
    out.set(second, first.length);
    return out;
  };
  return {
    open: join(a.open, b.open),
    high: join(a.high, b.high),
    low: join(a.low, b.low),
    close: join(a.close, b.close),
    volume: join(a.volume, b.volume),
  };
}

/** Longer bars of the running session from whole sets of its one-minute bars, after those that are kept. */
function madeOfMinutes(
  { calendar, now }: RuleDesk,
  minutes: IntervalColumns,
  interval: IntradayInterval,
  after: Instant,
): IntervalColumns {
  const day = calendar.day(calendar.dateAt(now));
  const places = new Map(minutes.starts.map((start, place) => [start as number, place]));
  const length = INTERVAL_MINUTES[interval];
  const starts: Instant[] = [];
  const rows: number[][] = [];
  const last = day.state === 'open' ? closesAt(day) : now;
  for (const start of day.state === 'open' ? slots(day, length) : []) {
    const end = Math.min(start + length * 60, last);
    if (start < after || end > now) continue;
    const parts: number[] = [];
    for (let minute = start as number; minute < end; minute += 60) {
      const place = places.get(minute);
      if (place !== undefined) parts.push(place);
    }
    if (parts.length < (end - start) / 60) continue;
    const of = (column: Float64Array): number[] => parts.map((at) => column[at] ?? Number.NaN);
    const { open, high, low, close, volume } = minutes.bars;
    starts.push(start);
    rows.push([
      of(open)[0] ?? Number.NaN,
      Math.max(...of(high)),
      Math.min(...of(low)),
      of(close).at(-1) ?? Number.NaN,
      of(volume).reduce((sum, value) => sum + value, 0),
    ]);
  }
  const column = (place: number): Float64Array =>
    Float64Array.from(rows, (row) => row[place] ?? Number.NaN);
  const [open, high, low, close, volume] = [column(0), column(1), column(2), column(3), column(4)];
  return { starts, bars: { open, high, low, close, volume } };
}

/** Minutes of the longest session, and some. */
const SESSION_MINUTES = 400;

/** Reads the newest closed bars inside sessions, in shares of today. */
export function intervalReader(
  desk: RuleDesk,
  factors: ReadonlyMap<number, readonly DatedFactor[]>,
): (
  instrument: PricedInstrument,
  interval: IntradayInterval,
  count: number,
) => Promise<ClosedBars> {
  const { store, now, calendar } = desk;
  const endOf = sessionEnds(calendar);
  async function columnsOf(
    listingId: number,
    interval: IntradayInterval,
    count: number,
  ): Promise<IntervalColumns> {
    const kept = await store.intervalBars.newest(interval, listingId, now, count);
    if (interval === '1m') return kept;
    const after = instant((kept.starts.at(-1) ?? 0) + INTERVAL_MINUTES[interval] * 60);
    if (after + INTERVAL_MINUTES[interval] * 60 > now) return kept;
    const minutes = await store.intervalBars.newest('1m', listingId, now, SESSION_MINUTES);
    const made = madeOfMinutes(desk, minutes, interval, after);
    if (made.starts.length === 0) return kept;
    return {
      starts: [...kept.starts, ...made.starts],
      bars: joinedColumns(kept.bars, made.bars),
    };
  }
  return async ({ instrumentId, listings }, interval, count) => {
    let newest: IntervalColumns | undefined;
    for (const { listingId } of listings) {
      const columns = await columnsOf(listingId, interval, count);
      if (!newest || (columns.starts.at(-1) ?? 0) > (newest.starts.at(-1) ?? 0)) newest = columns;
    }
    const { starts = [], bars } = newest ?? {};
    const sessions = sessionsOf(starts);
    const dated = factors.get(instrumentId) ?? [];
    const none = new Float64Array();
    const scale = (column: Float64Array, volume = false): Float64Array =>
      dated.length === 0
        ? column
        : column.map((value, row) => {
            const factor = factorAfter(dated, sessions[row] ?? calendar.dateAt(now));
            return volume ? value / factor : value * factor;
          });
    return {
      bars: {
        open: scale(bars?.open ?? none),
        high: scale(bars?.high ?? none),
        low: scale(bars?.low ?? none),
        close: scale(bars?.close ?? none),
        volume: scale(bars?.volume ?? none, true),
      },
      sessions,
      ends: starts.map((start, row) =>
        instant(
          Math.min(
            start + INTERVAL_MINUTES[interval] * 60,
            endOf(sessions[row] ?? calendar.dateAt(now)),
          ),
        ),
      ),
    };
  };
}
