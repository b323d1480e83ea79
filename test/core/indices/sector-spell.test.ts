import { expect, test } from 'vitest';
import { sectorSpells } from '../../../src/core/indices/sector-spell.ts';
import type { ListedDays } from '../../../src/core/indices/sector-spell.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { member } from './members.ts';

function named(code: string, from: string, industry: string | undefined, to?: string): ListedDays {
  const { industry: _, ...bare } = member('TEAPOT', { isin: 'INE1' });
  return {
    ...bare,
    code,
    from: sessionDate(from),
    ...(industry === undefined ? {} : { industry }),
    ...(to === undefined ? {} : { to: sessionDate(to) }),
  };
}

const told = (spells: readonly ListedDays[]): string[] =>
  sectorSpells(spells).map(({ industry, from, to = '' }) => `${industry} ${from}..${to}`);

test('an industry stands until a list gives another word', () => {
  const days = [
    named('NIFTY500', '2020-05-28', 'FINANCIAL SERVICES', '2025-03-28'),
    named('NIFTYBANK', '2021-10-28', 'FINANCIAL SERVICES'),
    named('NIFTY500', '2025-03-28', 'Financial Services'),
    named('NIFTY50', '2025-03-28', 'Financial Services'),
  ];
  const right = ['FINANCIAL SERVICES 2020-05-28..2025-03-28', 'Financial Services 2025-03-28..'];
  expect(told(days)).toEqual(right);
  expect(told(days.toReversed())).toEqual(right);
});

test('a company that no list names any more keeps its industry', () => {
  expect(told([named('NIFTY50', '2020-05-28', 'Tea', '2021-01-01')])).toEqual(['Tea 2020-05-28..']);
});

test('of two words of one day the first list by its code has its way', () => {
  const days = [named('NIFTY500', '2020-05-28', 'B'), named('NIFTY100', '2020-05-28', 'A')];
  expect(told(days)).toEqual(['A 2020-05-28..']);
});

test('place holders and rows without an industry tell nothing', () => {
  expect(told([{ ...named('NIFTY50', '2020-05-28', 'Tea'), dummy: true }])).toEqual([]);
  expect(told([named('NIFTY50', '2020-05-28', undefined)])).toEqual([]);
});
