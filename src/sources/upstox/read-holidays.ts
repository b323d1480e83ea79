import { array, literal, maxValue, minValue, number, object, pipe, string } from 'valibot';
import type { InferOutput } from 'valibot';
import type { LearnedDay, TradingHours } from '../../core/calendar/calendar.ts';
import { instant, istDate } from '../../core/market/instant.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { decoded, misshapen } from '../decode.ts';

/** Before the year 3000. */
const EPOCH_MS = pipe(number(), minValue(0), maxValue(32_503_680_000_000));
const DAY = object({
  date: string(),
  description: string(),
  holiday_type: string(),
  closed_exchanges: array(string()),
  open_exchanges: array(object({ exchange: string(), start_time: EPOCH_MS, end_time: EPOCH_MS })),
});
const ENVELOPE = object({ status: literal('success'), data: array(DAY) });

type Day = InferOutput<typeof DAY>;

/** Trading hours of NSE on a day of special timing; times are epoch milliseconds. */
function hoursOf(day: Day, session: SessionDate, path: string): TradingHours[] {
  const stretches = day.open_exchanges.filter(({ exchange }) => exchange === 'NSE');
  const hours = stretches.map(({ start_time, end_time }) => ({
    open: instant(start_time / 1000),
    close: instant(end_time / 1000),
  }));
  const wrong = hours.find(({ open, close }) => !(open < close) || istDate(open) !== session);
  if (wrong) throw misshapen(`${path}.open_exchanges`, `hours of ${session}`, stretches);
  return hours.toSorted((a, b) => a.open - b.open);
}

function learned(day: Day, path: string): LearnedDay | undefined {
  const { date: session, description: why } = day;
  if (!isSessionDate(session)) throw misshapen(`${path}.date`, 'a date like 2026-01-26', session);
  if (day.holiday_type === 'SPECIAL_TIMING') {
    const hours = hoursOf(day, session, path);
    if (hours.length > 0) return { exchange: 'XNSE', session, state: 'open', why, hours };
  }
  if (!day.closed_exchanges.includes('NSE')) return undefined;
  return { exchange: 'XNSE', session, state: 'closed', why };
}

/**
 * Reads the list of the running year's holidays and special sessions as far as NSE is concerned, in
 * the list's order. A day on which only banks or other exchanges are closed teaches nothing.
 *
 * @param envelope the answer as parsed
 * @throws Failure `bad-data` naming the field that is missing or of another type
 */
export function readHolidays(envelope: unknown): LearnedDay[] {
  return decoded(ENVELOPE, envelope).data.flatMap(
    (day, index) => learned(day, `data[${index}]`) ?? [],
  );
}
