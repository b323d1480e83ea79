import { array, object, string } from 'valibot';
import type { LearnedDay } from '../../core/calendar/calendar.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import { decoded, jsonOf, misshapen } from '../decode.ts';

/** `CM` is the capital market: shares. The other segments keep other days. */
const MASTER = object({ CM: array(object({ tradingDate: string(), description: string() })) });

/**
 * Reads NSE's list of the running year's trading holidays, in the list's order, those on weekends
 * included. A description that ends in `*` marks the evening of Diwali: the day is listed as a
 * holiday and yet has an hour of trading, whose times come by circular, so it is open here, without
 * hours.
 *
 * @throws Failure `bad-data` naming the field that is missing or is no date
 */
export function readHolidayMaster(body: Uint8Array): LearnedDay[] {
  return decoded(MASTER, jsonOf(body)).CM.map(({ tradingDate, description }, index) => {
    const session = readDayMonthYear(tradingDate);
    if (!session) {
      throw misshapen(`CM[${index}].tradingDate`, 'a date like 15-Jan-2026', tradingDate);
    }
    const muhurat = description.trim().endsWith('*');
    const name = description.replaceAll('*', '').trim();
    const why = muhurat ? `${name} (Muhurat)` : name;
    return { exchange: 'XNSE', session, state: muhurat ? 'open' : 'closed', why };
  });
}
