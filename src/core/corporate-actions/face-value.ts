import type { SessionDate } from '../market/session-date.ts';
import type { CorporateAction } from './corporate-action.ts';
import type { Millionths } from './millionths.ts';

/** Kinds that change the face value of a share. */
const CHANGES: readonly string[] = ['split', 'consolidation', 'reduction'];

/**
 * The face value of a share on a day, from the splits of its company: the exchanges' lists show
 * today's beside every action, however old.
 *
 * @param actions of one security, in any order
 * @param day a split on that very day has happened
 * @returns absent when no split before or after tells it
 * @see NSE's list of 2016 to 2025: 1,422 rows before a split, all with the face value after it
 */
export function faceValueAt(
  actions: readonly CorporateAction[],
  day: SessionDate,
): Millionths | undefined {
  const changes = actions
    .filter(({ kind, toFaceValue }) => CHANGES.includes(kind) && toFaceValue !== undefined)
    .toSorted((a, b) => (a.exDate < b.exDate ? -1 : 1));
  const next = changes.find(({ exDate }) => exDate > day);
  if (next) return next.fromFaceValue;
  return changes.findLast(({ exDate }) => exDate <= day)?.toFaceValue;
}
