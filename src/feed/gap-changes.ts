import type { Hole, GapChanges, KeptGap } from '../core/sync/holes.ts';
import { reconcileGaps } from '../core/sync/holes.ts';
import type { Instant } from '../core/market/instant.ts';

/**
 * Finds the remembered gap in which a slot lies; filled ones are none any more.
 *
 * @param gaps of one series, oldest first
 */
export function gapFinder<Gap extends KeptGap>(
  gaps: readonly Gap[],
): (slot: string) => Gap | undefined {
  const standing = gaps.filter(({ state }) => state !== 'filled');
  return (slot) => {
    let [low, high] = [0, standing.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((standing[middle]?.from ?? '') <= slot) low = middle + 1;
      else high = middle;
    }
    const gap = standing[low - 1];
    return gap && slot <= gap.to ? gap : undefined;
  };
}

const touch = (gap: KeptGap, holes: readonly Hole[]): boolean =>
  holes.some((hole) => gap.from <= hole.to && hole.from <= gap.to);

/**
 * What to write so that the remembered gaps are the holes of today. An answer without a slot counts
 * against the holes that were asked for only: one that was left alone keeps its attempts.
 *
 * @param kept remembered gaps of the range, oldest first
 * @param asked holes that a source was asked for and answered without
 * @param others holes that nobody answered for in this run
 */
export function gapChanges(
  kept: readonly KeptGap[],
  asked: readonly Hole[],
  others: readonly Hole[],
  now: Instant,
): GapChanges {
  const ofOthers = kept.filter((gap) => touch(gap, others));
  const rest = kept.filter((gap) => !touch(gap, others) || touch(gap, asked));
  const changes = [
    reconcileGaps(rest, asked, true, now),
    reconcileGaps(ofOthers, others, false, now),
  ];
  const save = changes.flatMap((change) => change.save);
  const saved = new Set(save.map(({ from }) => from));
  const remove = changes.flatMap((change) => change.remove).filter((from) => !saved.has(from));
  return { save, remove: [...new Set(remove)] };
}
