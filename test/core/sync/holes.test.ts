import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import {
  SOURCE_EMPTY,
  holesIn,
  isSettledGap,
  reconcileGaps,
} from '../../../src/core/sync/holes.ts';
import type { GapChanges, Hole, KeptGap } from '../../../src/core/sync/holes.ts';

const NOW = instant(1_795_664_700);
const name = (slot: number): string => String(slot).padStart(3, '0');

/** A hole over slots, both ends in it. */
function hole(first: number, last = first, facts: Partial<Hole> = {}): Hole {
  const open = { state: 'open', reason: 'no row' } as const;
  return { from: name(first), to: name(last), slots: last - first + 1, ...open, ...facts };
}

function gap(first: number, last = first, facts: Partial<KeptGap> = {}): KeptGap {
  return { ...hole(first, last), attempts: 1, firstSeenAt: instant(NOW - 500), ...facts };
}

/** The remembered gaps after the changes. */
function applied(kept: readonly KeptGap[], { save, remove }: GapChanges): KeptGap[] {
  const rows = new Map(kept.map((row) => [row.from, row]));
  for (const from of remove) rows.delete(from);
  for (const row of save) rows.set(row.from, row);
  return [...rows.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

const WORLD = 12;
/** For each slot: has a row, or misses for one of two reasons. */
const worlds = fc.array(fc.constantFrom('row', 'open', 'explained'), {
  minLength: WORLD,
  maxLength: WORLD,
});

function holesOf(world: readonly string[]): Hole[] {
  return holesIn(
    world.map((_, slot) => slot),
    (slot) => world[slot] === 'row',
    (slot) => ({
      state: world[slot] === 'open' ? 'open' : 'explained',
      reason: String(world[slot]),
    }),
    name,
  );
}

describe('holesIn', () => {
  test('finds none where nothing is expected or nothing is missing', () => {
    expect(holesOf([])).toEqual([]);
    expect(holesOf(['row', 'row'])).toEqual([]);
  });

  test('joins what misses for one reason without a row between', () => {
    const found = holesOf(['open', 'open', 'row', 'open', 'explained', 'explained']);
    expect(found.map(({ from, to, slots, state }) => [from, to, slots, state])).toEqual([
      ['000', '001', 2, 'open'],
      ['003', '003', 1, 'open'],
      ['004', '005', 2, 'explained'],
    ]);
  });

  test('holes are exactly the missing slots, in order, none twice', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const holes = holesOf(world);
        const covered = holes.flatMap(({ from, to, state }) =>
          world.flatMap((_, slot) =>
            from <= name(slot) && name(slot) <= to ? [{ slot, state }] : [],
          ),
        );
        expect(covered).toEqual(
          world.flatMap((state, slot) => (state === 'row' ? [] : [{ slot, state }])),
        );
        expect(holes.reduce((sum, { slots }) => sum + slots, 0)).toBe(covered.length);
      }),
    );
  });
});

describe('reconcileGaps', () => {
  const fresh = { attempts: 1, firstSeenAt: NOW, lastTriedAt: NOW };
  const aged = { firstSeenAt: instant(NOW - 500), lastTriedAt: NOW };
  const filled = { state: 'filled', reason: 'filled' } as const;
  const cases: readonly (readonly [
    string,
    readonly KeptGap[],
    readonly Hole[],
    object[],
    string[],
  ])[] = [
    ['nothing, where nothing is missing', [], [], [], []],
    ['a new hole', [], [hole(3, 5)], [{ ...hole(3, 5), ...fresh }], []],
    ['one more try', [gap(3, 5)], [hole(3, 5)], [{ ...hole(3, 5), attempts: 2, ...aged }], []],
    [
      'a gap that has rows now',
      [gap(3, 5)],
      [],
      [{ ...gap(3, 5), ...filled, lastTriedAt: NOW }],
      [],
    ],
    [
      'a gap filled from its start',
      [gap(3, 5)],
      [hole(5)],
      [{ ...hole(5), attempts: 2, ...aged }],
      ['003'],
    ],
    [
      'a gap filled from its end',
      [gap(3, 5)],
      [hole(3)],
      [{ ...hole(3), attempts: 2, ...aged }],
      [],
    ],
    [
      'a gap that splits',
      [gap(3, 5)],
      [hole(3), hole(5)],
      [
        { ...hole(3), attempts: 2, ...aged },
        { ...hole(5), attempts: 2, ...aged },
      ],
      [],
    ],
    [
      'gaps that join: asked for as often as the one asked for least',
      [gap(3, 4, { attempts: 1 }), gap(6, 7, { attempts: 0, firstSeenAt: instant(NOW - 900) })],
      [hole(3, 7)],
      [{ ...hole(3, 7), attempts: 1, firstSeenAt: instant(NOW - 900), lastTriedAt: NOW }],
      ['006'],
    ],
    [
      'a gap that grows: its new slots were not asked for before',
      [gap(3, 4, { attempts: 2 })],
      [hole(3, 5)],
      [{ ...hole(3, 5), attempts: 1, ...aged }],
      [],
    ],
    [
      'a gap that grows backwards',
      [gap(3, 4, { attempts: 2 })],
      [hole(2, 4)],
      [{ ...hole(2, 4), attempts: 1, ...aged }],
      ['003'],
    ],
    [
      'a hole where one was filled before, as a new one',
      [gap(3, 5, { ...filled, attempts: 2 })],
      [hole(3, 5)],
      [{ ...hole(3, 5), ...fresh }],
      [],
    ],
    ['a filled gap, which stays', [gap(3, 5, filled)], [], [], []],
  ];
  test.each(cases)('remembers %s', (_, kept, holes, save, remove) => {
    expect(reconcileGaps(kept, holes, true, NOW)).toEqual({ save, remove });
  });

  test('counts no attempt when nobody was asked', () => {
    const { save } = reconcileGaps([], [hole(3)], false, NOW);
    expect(save).toEqual([{ ...hole(3), attempts: 0, firstSeenAt: NOW }]);
    expect(reconcileGaps([gap(3)], [hole(3)], false, NOW)).toEqual({ save: [], remove: [] });
  });

  test('gives a slot up after three answers without it, and stays with that', () => {
    let kept: KeptGap[] = [];
    const states: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      kept = applied(kept, reconcileGaps(kept, [hole(3, 5)], true, NOW));
      states.push(String(kept[0]?.state));
    }
    expect(states).toEqual(['open', 'open', 'explained', 'explained']);
    expect(kept[0]?.reason).toBe('source-empty: no row, asked 3 times');
  });

  test('a second look at the same rows changes nothing', () => {
    fc.assert(
      fc.property(worlds, worlds, fc.boolean(), (before, after, tried) => {
        const first = applied([], reconcileGaps([], holesOf(before), true, NOW));
        const second = applied(first, reconcileGaps(first, holesOf(after), tried, NOW));
        const again = reconcileGaps(second, holesOf(after), false, instant(NOW + 60));
        expect(again).toEqual({ save: [], remove: [] });
      }),
    );
  });

  test('what is remembered as missing is what is missing, and its age is that of its oldest part', () => {
    fc.assert(
      fc.property(worlds, worlds, (before, after) => {
        const early = instant(NOW - 1000);
        const first = applied([], reconcileGaps([], holesOf(before), true, early));
        const second = applied(first, reconcileGaps(first, holesOf(after), true, NOW));
        const standing = second.filter(({ state }) => state !== 'filled');
        expect(standing.map(({ from, to, slots }) => ({ from, to, slots }))).toEqual(
          holesOf(after).map(({ from, to, slots }) => ({ from, to, slots })),
        );
        for (const { from, to, firstSeenAt } of standing) {
          const old = first.some((one) => one.from <= to && from <= one.to);
          expect(firstSeenAt).toBe(old ? early : NOW);
        }
      }),
    );
  });
});

describe('a settled gap', () => {
  const explained = (reason: string) => ({ state: 'explained' as const, reason });

  test.each([
    ['none is remembered', undefined, 'nse', false],
    ['open', { state: 'open' as const, reason: 'no row' }, 'nse', false],
    ['explained by the calendar', explained('before the listing'), 'nse', true],
    ['the first source has nothing', explained(`${SOURCE_EMPTY}nse has no row`), 'nse', true],
    ['a stand-in has nothing', explained(`${SOURCE_EMPTY}yahoo has no row`), 'nse', false],
    ['one of the same beginning', explained(`${SOURCE_EMPTY}nse-old has no row`), 'nse', false],
    ['none can be asked', explained(`${SOURCE_EMPTY}yahoo has no row`), undefined, true],
  ])('%s', (_, gap, first, settled) => {
    expect(isSettledGap(gap, first)).toBe(settled);
  });
});
