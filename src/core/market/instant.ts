import { Failure } from '../failure.ts';
import { dayNumber, isSessionDate } from './session-date.ts';
import type { SessionDate } from './session-date.ts';

declare const instantBrand: unique symbol;

/** A moment: whole seconds since 1970-01-01 UTC. */
export type Instant = number & { readonly [instantBrand]: true };

/** India has kept UTC+05:30 without daylight saving since 1945. */
export const IST_OFFSET_SECONDS = 19_800;
const DAY_SECONDS = 86_400;

/** Takes whole epoch seconds for an instant; fractions are cut. */
export function instant(epochSeconds: number): Instant {
  return Math.floor(epochSeconds) as Instant;
}

/** The day in India at that moment. */
export function istDate(at: Instant): SessionDate {
  return new Date((at + IST_OFFSET_SECONDS) * 1000).toISOString().slice(0, 10) as SessionDate;
}

/** The moment at which it is `HH:MM` (or `HH:MM:SS`) in India on that day. */
export function istInstant(date: SessionDate, time: string): Instant {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const midnight = dayNumber(date) * DAY_SECONDS - IST_OFFSET_SECONDS;
  return instant(midnight + hours * 3600 + minutes * 60 + seconds);
}

/** `2026-11-26T09:15:00+05:30`: the moment as Indian wall time, with its offset. */
export function istText(at: Instant): string {
  return `${new Date((at + IST_OFFSET_SECONDS) * 1000).toISOString().slice(0, 19)}+05:30`;
}

/** `09:15`: Indian wall time to the minute. */
export function istTime(at: Instant): string {
  return istText(at).slice(11, 16);
}

/** `2026-11-26T03:45:00Z`. */
export function utcText(at: Instant): string {
  return new Date(at * 1000).toISOString().replace('.000Z', 'Z');
}

/**
 * Reads a moment as a user writes it: an ISO instant with offset (`2026-11-26T10:00:00+05:30`,
 * `…Z`), Indian wall time without one (`2026-11-26T10:00`), or a bare date, which means the end of
 * that day in India: all of it has happened.
 *
 * @param source what stands before the sentence of a failure, such as `--as-of: `
 * @throws Failure `usage`
 */
export function readInstant(text: string, source = ''): Instant {
  if (isSessionDate(text)) return instant(istInstant(text, '24:00') - 1);
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  const date = match?.[1] ?? '';
  const time = `${match?.[2] ?? ''}${match?.[3] ?? ':00'}`;
  if (match && isSessionDate(date)) {
    const ms = Date.parse(`${date}T${time}${match[4] ?? '+05:30'}`);
    if (Number.isFinite(ms)) return instant(ms / 1000);
  }
  throw new Failure(
    'usage',
    `${source}expected a date or a moment like 2026-11-26 or 2026-11-26T10:00+05:30, found "${text}"`,
  );
}
