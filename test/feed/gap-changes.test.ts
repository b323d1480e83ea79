import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hole, KeptGap } from '../../src/core/sync/holes.ts';
import { gapChanges, gapFinder } from '../../src/feed/gap-changes.ts';
import { NOW } from '../support/opened-store.ts';

const name = (slot: number): string => String(slot).padStart(3, '0');

const hole = (from: number, to: number): Hole => ({
  from: name(from),
  to: name(to),
  slots: to - from + 1,
  state: 'open',
  reason: 'upstox answered without it',
});
const gap = (from: number, to: number, more: Partial<KeptGap> = {}): KeptGap => ({
  ...hole(from, to),
  attempts: 1,
  firstSeenAt: NOW,
  ...more,
});

/** What stands after the changes, as the table would have it. */
function applied(
  kept: readonly KeptGap[],
  asked: readonly Hole[],
  others: readonly Hole[],
): KeptGap[] {
  const { save, remove } = gapChanges(kept, asked, others, NOW);
  const rows = new Map(kept.map((row) => [row.from, row]));
  for (const from of remove) rows.delete(from);
  for (const row of save) rows.set(row.from, row);
  return [...rows.values()].filter(({ state }) => state !== 'filled');
}

/** Gaps or holes that neither touch nor overlap, from lengths and the room before each. */
const stretches = array(
  record({
    room: integer({ min: 2, max: 6 }),
    length: integer({ min: 1, max: 5 }),
    asked: boolean(),
  }),
  { maxLength: 6 },
);
function laid(parts: readonly { room: number; length: number; asked: boolean }[]) {
  let at = 0;
  return parts.map(({ room, length, asked }) => {
    const from = at + room;
    at = from + length;
    return { from, to: at - 1, asked };
  });
}

describe('the changes of gaps', () => {
  it('leave exactly the holes of today, whatever was remembered', () => {
    assert(
      property(stretches, stretches, (before, after) => {
        const kept = laid(before).map(({ from, to }) => gap(from, to));
        const now = laid(after);
        const holes = (asked: boolean) =>
          now.filter((one) => one.asked === asked).map(({ from, to }) => hole(from, to));
        const standing = applied(kept, holes(true), holes(false));
        const places = standing.map(({ from, to }) => `${from}..${to}`);
        expect(new Set(places)).toEqual(
          new Set(now.map(({ from, to }) => `${name(from)}..${name(to)}`)),
        );
      }),
    );
  });

  it('count an attempt for what was asked for only', () => {
    const kept = [gap(1, 2), gap(5, 6)];
    const rows = applied(kept, [hole(1, 2)], [hole(5, 6)]);
    expect(rows.map(({ from, attempts }) => [from, attempts])).toEqual([
      ['001', 2],
      ['005', 1],
    ]);
  });

  it('keep both halves of a gap of which one half was asked for', () => {
    const rows = applied([gap(1, 6)], [hole(4, 6)], [hole(1, 3)]);
    expect(rows.map(({ from, to, attempts }) => `${from}..${to} ${attempts}`)).toEqual([
      '001..003 1',
      '004..006 2',
    ]);
  });
});

describe('the finder of gaps', () => {
  it('finds the gap in which a slot lies, and no filled one', () => {
    const gaps = [gap(1, 3), gap(5, 5, { state: 'filled' }), gap(7, 9)];
    const find = gapFinder(gaps);
    const found = Array.from({ length: 11 }, (_, slot) => find(name(slot))?.from ?? '-');
    expect(found.join(' ')).toBe('- 001 001 001 - - - 007 007 007 -');
    expect(gapFinder([])('001')).toBeUndefined();
  });
});
