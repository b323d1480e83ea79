import type { DailySeries } from '../analysis/daily-series.ts';
import type { Frame } from '../expression/evaluate.ts';
import type { Bars } from '../indicators/indicator.ts';
import type { SessionDate } from '../market/session-date.ts';
import { daysUntil, yearExtremes } from './day-values.ts';
import { NO_BARS, dailyOf } from './instrument-facts.ts';
import type { InstrumentFacts } from './instrument-facts.ts';

/** One value at each of so many rows. */
export const filled = (length: number, value: number): Float64Array =>
  new Float64Array(length).fill(value);

/** What every frame of rules knows beside its bars. */
export function namesOf(
  facts: InstrumentFacts,
  bars: Bars,
  sessions: readonly SessionDate[],
  previous: () => Float64Array,
): Pick<Frame, 'series' | 'matches'> {
  const daily = (): DailySeries => dailyOf(facts.closed.get('1d') ?? NO_BARS);
  const kept = new Map<string, Float64Array>();
  const ratio = (over: Float64Array): Float64Array => {
    const before = previous();
    return over.map((value, row) => value / (before[row] ?? Number.NaN) - 1);
  };
  function made(name: string): Float64Array {
    switch (name) {
      case 'open':
      case 'high':
      case 'low':
      case 'close':
      case 'volume':
        return bars[name];
      case 'price':
        return bars.close;
      case 'previous_close':
        return previous();
      case 'day_change':
        return ratio(bars.close);
      case 'gap':
        return ratio(bars.open);
      case 'high_52w':
        return yearExtremes(daily(), sessions, 1);
      case 'low_52w':
        return yearExtremes(daily(), sessions, -1);
      case 'days_to_ex_date':
        return daysUntil(facts.exDates, sessions);
      case 'days_to_earnings':
        return daysUntil(facts.earnings, sessions);
      case 'sentiment':
        return Float64Array.from(sessions, (session) => facts.news.get(session)?.score ?? 0);
      case 'news_count':
        return Float64Array.from(sessions, (session) => facts.news.get(session)?.articles ?? 0);
      default:
        return filled(sessions.length, Number.NaN);
    }
  }
  return {
    series(name) {
      const known = kept.get(name) ?? made(name);
      kept.set(name, known);
      return known;
    },
    matches(_name, word) {
      const member = facts.memberOf(word.toUpperCase());
      return filled(sessions.length, member === undefined ? Number.NaN : Number(member));
    },
  };
}
