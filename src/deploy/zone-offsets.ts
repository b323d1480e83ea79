import { Failure } from '../core/failure.ts';
import type { Instant } from '../core/market/instant.ts';

const DAY_SECONDS = 86_400;
/** No zone keeps an offset for less than some weeks. */
const SAMPLES_DAYS = 7;
const YEAR_DAYS = 371;

function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at * 1000).find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * How far a zone's wall is from UTC during the year after a moment, in minutes, east positive: one
 * offset for a zone without daylight-saving time, two for most others; rising.
 *
 * @param zone IANA name
 * @throws Failure `usage` for a name that is no zone
 */
export function zoneOffsets(zone: string, from: Instant): number[] {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (error) {
    throw new Failure(
      'usage',
      `expected the name of a time zone such as Asia/Kolkata, found "${zone}"`,
      { cause: error },
    );
  }
  const offsets = new Set<number>();
  for (let day = 0; day <= YEAR_DAYS; day += SAMPLES_DAYS) {
    offsets.add(offsetAt(format, from + day * DAY_SECONDS));
  }
  return [...offsets].toSorted((a, b) => a - b);
}
