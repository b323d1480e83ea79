import { expect, it } from 'vitest';
import { faceValueAt } from '../../../src/core/corporate-actions/face-value.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { nse } from './made-up-actions.ts';

const splits = [
  ...nse('Face Value Split From Rs 5 To Re 1', '2022-06-01'),
  ...nse('Face Value Split From Rs 10 To Rs 5', '2018-06-01'),
  ...nse('Bonus 1:1', '2020-06-01'),
];
const on = (day: string) => faceValueAt(splits, sessionDate(day));

it.each([
  ['2017-01-01', 10_000_000],
  ['2018-06-01', 5_000_000],
  ['2022-05-31', 5_000_000],
  ['2022-06-01', 1_000_000],
  ['2026-01-01', 1_000_000],
])('on %s is %d millionths of a rupee', (day, expected) => expect(on(day)).toBe(expected));

it('in whatever order the splits are told, and past one whose terms are not', () => {
  const told = [
    ...nse('Face Value Split From Rs 5 To Rs 2', '2020-06-01'),
    ...nse('Face Value Split From Rs 2 To Re 1', '2022-06-01'),
    ...nse('Face Value Split From Rs 10 To Rs 5', '2018-06-01'),
    ...nse('Consolidation of Shares', '2021-06-01'),
  ];
  const values = ['2018-05-31', '2019-01-01', '2021-01-01', '2021-07-01', '2022-06-01'].map((day) =>
    faceValueAt(told, sessionDate(day)),
  );
  expect(values).toEqual([10_000_000, 5_000_000, 2_000_000, 2_000_000, 1_000_000]);
});

it('is not known without a split that tells it', () => {
  expect(faceValueAt(nse('Bonus 1:1'), sessionDate('2020-01-01'))).toBeUndefined();
});
