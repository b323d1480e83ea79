import { expect, it } from 'vitest';
import {
  addHit,
  judgedHits,
  sampleSpace,
  samplesOf,
} from '../../../src/core/backtest/judged-hits.ts';
import type { JudgedBars } from '../../../src/core/backtest/judged-hits.ts';

/** Bars of which nothing but the closes and the sessions' numbers is asked. */
function barsOf(closes: readonly number[], session = 0): JudgedBars {
  return {
    sessions: Uint16Array.from(closes, (_, place) => session + place),
    open: Float64Array.from(closes),
    close: Float64Array.from(closes),
    fund: false,
  };
}

const next = ({ close }: JudgedBars, place: number): number => close[place + 1] ?? Number.NaN;

it('what comes after hits stands with the sessions of those of which it is there', () => {
  const hits = judgedHits();
  const [one, other] = [barsOf([1, 2, 3]), barsOf([4, 5], 10)];
  addHit(hits, one, 0);
  addHit(hits, one, 2);
  addHit(hits, other, 0);
  const space = sampleSpace(hits);
  const asked = (): [number, number][] => {
    const { sessions, values } = samplesOf(hits, next, space);
    return Array.from(values, (value, hit) => [sessions[hit] ?? -1, value]);
  };
  const found = [
    [0, 2],
    [10, 5],
  ];
  expect(asked()).toEqual(found);
  const { values } = samplesOf(hits, (_bars, _place, hit) => hit, space);
  expect([...values], 'by their numbers').toEqual([0, 1, 2]);
  expect(asked(), 'the same room again').toEqual(found);
});

it('thousands of hits are all found again, in their order', () => {
  const hits = judgedHits();
  const all = Array.from({ length: 2500 }, (_, hit) => hit);
  const bars = barsOf(all);
  for (const hit of all) addHit(hits, bars, hit);
  const { sessions, values } = samplesOf(hits, next, sampleSpace(hits));
  expect([...values]).toEqual(all.slice(1));
  expect(Array.from(sessions)).toEqual(all.slice(0, -1));
});
