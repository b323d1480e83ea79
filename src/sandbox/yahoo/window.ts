import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';

const DAY_SECONDS = 86_400;

/** Intervals that are imitated: minutes of a bar (absent: days), and how far they are served. */
const INTERVALS: Readonly<
  Record<string, { minutes?: number; reachDays?: number; spanDays?: number }>
> = {
  '1m': { minutes: 1, reachDays: 30, spanDays: 8 },
  '5m': { minutes: 5, reachDays: 60 },
  '15m': { minutes: 15, reachDays: 60 },
  '1d': {},
};

const RANGE_DAYS: Readonly<Record<string, number>> = {
  '1d': 1,
  '5d': 7,
  '1mo': 31,
  '3mo': 92,
  '6mo': 184,
  '1y': 366,
  '2y': 731,
  '5y': 1827,
  '10y': 3653,
  max: 40_000,
};

/** What a chart request asks for. */
export interface ChartWindow {
  readonly interval: string;
  /** Minutes of a bar; absent for days. */
  readonly minutes?: number;
  readonly from: Instant;
  /** The end is not in it. */
  readonly to: Instant;
}

/** Why Yahoo refuses a request, in its words' sense. */
export interface ChartRefusal {
  readonly status: 400 | 422;
  readonly description: string;
}

function spanOf(query: URLSearchParams, now: Instant): { from: Instant; to: Instant } | undefined {
  const [start, end] = [query.get('period1'), query.get('period2')];
  if (start !== null && end !== null) {
    const span = { from: instant(Number(start)), to: instant(Number(end)) };
    return span.from < span.to ? span : undefined;
  }
  const days = RANGE_DAYS[query.get('range') ?? '1mo'];
  return days === undefined
    ? undefined
    : { from: instant(Math.max(0, now - days * DAY_SECONDS)), to: instant(now + 1) };
}

/**
 * Reads the window of a chart request, within Yahoo's limits: one-minute bars of eight days at a
 * time and of the last 30 days, other bars inside sessions of the last 60.
 */
export function chartWindow(query: URLSearchParams, now: Instant): ChartWindow | ChartRefusal {
  const interval = query.get('interval') ?? '1d';
  const limits = INTERVALS[interval];
  if (!limits) return { status: 422, description: `Invalid input - interval=${interval}` };
  const span = spanOf(query, now);
  if (!span) {
    return { status: 400, description: 'Invalid input - start date cannot be after end date.' };
  }
  const { minutes, reachDays, spanDays } = limits;
  if (reachDays !== undefined && span.from < now - reachDays * DAY_SECONDS) {
    const description = `${interval} data not available for startTime=${span.from} and endTime=${span.to}. The requested range must be within the last ${reachDays} days.`;
    return { status: 422, description };
  }
  if (spanDays !== undefined && span.to - span.from > spanDays * DAY_SECONDS) {
    const description = `Only ${spanDays} days worth of ${interval} granularity data are allowed to be fetched per request.`;
    return { status: 422, description };
  }
  return { interval, ...(minutes === undefined ? {} : { minutes }), ...span };
}
