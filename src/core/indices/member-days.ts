import type { SessionDate } from '../market/session-date.ts';
import type { NamedDays } from './member-spell.ts';

/** Days of a membership. */
export interface MemberStretch {
  /** First day; absent: as far back as anything is asked, for the first kept list names the member. */
  readonly from?: SessionDate;
  /** First day after it; absent while it stands. */
  readonly to?: SessionDate;
}

/** When instruments were members of an index: plain data, by instrument. */
export type MemberDays = ReadonlyMap<number, readonly MemberStretch[]>;

/**
 * The days of a spell.
 *
 * @param first the day of the first list that is kept, which stands in for all days before it
 */
export function stretchOf({ from, to }: NamedDays, first: SessionDate): MemberStretch {
  return { ...(from > first ? { from } : {}), ...(to === undefined ? {} : { to }) };
}

/** Whether any day of a range is in it; absent ends are open. */
export function overlaps(
  { from, to }: MemberStretch,
  start: SessionDate | undefined,
  end: SessionDate,
): boolean {
  return (
    (from === undefined || from <= end) && (to === undefined || start === undefined || to > start)
  );
}

/** Whether an instrument was a member on a day. */
export function wasMember(days: MemberDays, instrumentId: number, day: SessionDate): boolean {
  return (days.get(instrumentId) ?? []).some((stretch) => overlaps(stretch, day, day));
}
