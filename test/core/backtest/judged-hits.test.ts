import { expect, it } from 'vitest';
import {
  addHit,
  judgedHits,
  samplesAt,
  sampleSpace,
} from '../../../src/core/backtest/judged-hits.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';

const FIRST = sessionDate('2020-01-01');
const { NaN: absent } = Number;

it('returns of hits stand by place, with the sessions of those that are there', () => {
  const hits = judgedHits(2);
  addHit(hits, FIRST, Float64Array.of(0.1, absent));
  addHit(hits, addDays(FIRST, 1), Float64Array.of(absent, -0.2));
  addHit(hits, addDays(FIRST, 2), Float64Array.of(0.3, 0.4));
  const space = sampleSpace(hits);
  const at = (place: number): [string, number][] => {
    const { sessions, values } = samplesAt(hits, place, space);
    return Array.from(values, (value, hit) => [sessions[hit] ?? '', value]);
  };
  const [first, second] = [
    [
      ['2020-01-01', 0.1],
      ['2020-01-03', 0.3],
    ],
    [
      ['2020-01-02', -0.2],
      ['2020-01-03', 0.4],
    ],
  ];
  expect(at(0)).toEqual(first);
  expect(at(1)).toEqual(second);
  expect(at(0), 'the same room again').toEqual(first);
});

it('thousands of hits are all found again, in their order', () => {
  const hits = judgedHits(3);
  for (let hit = 0; hit < 2500; hit++) {
    addHit(hits, addDays(FIRST, hit), Float64Array.of(hit, hit % 2 === 0 ? absent : hit, -hit));
  }
  const space = sampleSpace(hits);
  const all = Array.from({ length: 2500 }, (_, hit) => hit);
  expect([...samplesAt(hits, 2, space).values]).toEqual(all.map((hit) => -hit));
  const odd = samplesAt(hits, 1, space);
  expect([...odd.values]).toEqual(all.filter((hit) => hit % 2 === 1));
  expect(odd.sessions[1249]).toBe(addDays(FIRST, 2499));
});
