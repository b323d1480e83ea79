import { dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { IndexMember } from './index-member.ts';
import type { PublishedIndex } from './published-index.ts';

/** An index's list as it is kept for a day. */
export interface KeptList {
  readonly day: SessionDate;
  readonly members: readonly IndexMember[];
}

/** How far from its name's number a list may be: NIFTY 500 held 501 securities in 2018 and 2020. */
const SIZE_TOLERANCE_RATIO = 0.02;
const SIZE_TOLERANCE_LEAST = 2;
/** A sector index grows and shrinks, but not all at once: Nifty Energy went from 10 to 40 in 2023. */
const LEAST_OF_KEPT_RATIO = 0.5;
const MOST_OF_KEPT_RATIO = 5;
/** No reshuffle leaves nobody; lists further apart than this may have nobody in common. */
const RELATED_DAYS = 31;

const traded = (members: readonly IndexMember[]): readonly IndexMember[] =>
  members.filter(({ dummy }) => !dummy);

function unlikelySize({ code, size }: PublishedIndex, count: number): string | undefined {
  if (size === undefined) return undefined;
  const tolerance = Math.max(SIZE_TOLERANCE_LEAST, Math.floor(size * SIZE_TOLERANCE_RATIO));
  if (Math.abs(count - size) <= tolerance) return undefined;
  return `expected about ${size} members of ${code}, found ${count}`;
}

function unlikelyBeside(
  { code, size }: PublishedIndex,
  day: SessionDate,
  list: readonly IndexMember[],
  kept: KeptList,
): string | undefined {
  const [count, was] = [traded(list).length, traded(kept.members).length];
  const strange = count < was * LEAST_OF_KEPT_RATIO || count > was * MOST_OF_KEPT_RATIO;
  if (size === undefined && was > 0 && strange) {
    return `expected about ${was} members of ${code} as on ${kept.day}, found ${count}`;
  }
  const near = Math.abs(dayNumber(day) - dayNumber(kept.day)) <= RELATED_DAYS;
  const known = new Set(kept.members.flatMap(({ isin, symbol }) => [isin, symbol]));
  if (!near || was === 0 || list.some(({ isin, symbol }) => known.has(isin) || known.has(symbol))) {
    return undefined;
  }
  return `expected members that ${code} had on ${kept.day}, found none of them: another index's list?`;
}

/**
 * Why a list cannot be what it says it is: empty, far from the size in the index's name, or far from
 * the list that is kept of the nearest day. Place holders do not count.
 *
 * @param sized whether the index has the size that its name tells; the sandbox's have not
 * @param kept the list of the nearest day, if any is kept
 * @returns absent when the list can be believed
 */
export function unlikely(
  index: PublishedIndex,
  day: SessionDate,
  list: readonly IndexMember[],
  sized: boolean,
  kept: KeptList | undefined,
): string | undefined {
  const count = traded(list).length;
  if (count === 0) return `expected members of ${index.code}, found none`;
  const reason = sized ? unlikelySize(index, count) : undefined;
  return reason ?? (kept && unlikelyBeside(index, day, list, kept));
}
