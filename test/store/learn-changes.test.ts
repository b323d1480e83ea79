import { expect, test } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { learnt, NOW, openedStore, share, TODAY } from '../support/opened-store.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { kept, session, sessionRow, shown, story } from './session-rows.ts';

const ACME = 'INE001A01018';
const CHANGES = [
  { oldSymbol: 'A', newSymbol: 'B', on: sessionDate('2013-05-01') },
  { oldSymbol: 'B', newSymbol: 'C', on: sessionDate('2018-02-03') },
];
const NAMES = [
  { symbol: 'C', oldName: 'Alpha Limited', newName: 'Beta Limited', on: sessionDate('2013-05-01') },
  { symbol: 'C', oldName: 'Beta Limited', newName: 'Gamma Limited', on: sessionDate('2018-02-03') },
];
const CHAIN = ['1900-01-01 A 2013-05-01', '2013-05-01 B 2018-02-03', '2018-02-03 C'];

const learnChanges = ({ store }: OpenStore, changes = CHANGES, names = NAMES, today = TODAY) =>
  store.write((books) => books.instruments.learnChanges('XNSE', changes, names, today, NOW));

const listed = share('C', { isin: ACME, listedOn: sessionDate('1995-01-02') });

test('symbols and names of what a list has named are dated, once', async () => {
  const opened = await openedStore();
  await learnt(opened, [listed]);
  expect(await learnChanges(opened)).toEqual({ symbols: 2, names: 1 });
  expect(await story(opened, 'B')).toMatchObject({
    symbols: CHAIN,
    names: ['1900-01-01 Alpha Limited', '2013-05-01 Beta Limited', '2018-02-03 Gamma Limited'],
  });
  const written = opened.rowsWritten();
  expect(await learnChanges(opened)).toEqual({ symbols: 0, names: 0 });
  expect(opened.rowsWritten()).toBe(written);
  expect(await learnt(opened, [listed])).toEqual({ added: 0, changed: 0 });
});

test('a candle of a day that no file told of has the symbol of that day', async () => {
  const opened = await openedStore();
  await learnt(opened, [listed]);
  await learnChanges(opened);
  const [listing] = await opened.store.instruments.find('XNSE', ['C']);
  const bars = ['2010-01-04', '2015-01-01', '2020-01-01'].map((day) => ({
    ...sessionRow(day, 'C EQ - 7').bar,
    session: sessionDate(day),
  }));
  await opened.store.write(async ({ candles }) => {
    candles.saveDaily(listing?.listingId ?? 0, 'split-adjusted', 'yahoo', bars);
  });
  expect(await shown(opened)).toEqual([
    `2010-01-04 A EQ ${ACME} 7`,
    `2015-01-01 B EQ ${ACME} 7`,
    `2020-01-01 C EQ ${ACME} 7`,
  ]);
});

test('an old file without ISIN is joined to what its symbol has become', async () => {
  const opened = await openedStore();
  await learnt(opened, [share('C', { isin: ACME })]);
  await learnChanges(opened);
  await kept(opened, session('2011-01-03', 'A EQ - 1'));
  await kept(opened, session('2015-01-01', `B EQ ${ACME} 2`));
  expect(await story(opened, 'C')).toMatchObject({ series: ['EQ×2'], symbols: CHAIN });
});

test('changes that are known before the instrument date it when it turns up', async () => {
  const opened = await openedStore();
  await learnChanges(opened);
  await kept(opened, session('2015-01-01', `B EQ ${ACME} 2`));
  expect((await story(opened, 'A')).symbols).toEqual(CHAIN);
  await kept(opened, session('2020-01-01', `C EQ ${ACME} 3`));
  expect(await story(opened, ACME)).toMatchObject({ series: ['EQ×2'], symbols: CHAIN, others: 0 });
});

test('a symbol that was given out again leaves the present bearer alone', async () => {
  const opened = await openedStore();
  const newcomer = share('A', { isin: 'INE999Z01011', listedOn: sessionDate('2019-07-01') });
  await learnt(opened, [listed, newcomer]);
  await learnChanges(opened);
  const stories = await opened.store.instrumentStories.of('A');
  expect(stories.map(({ isin }) => isin)).toEqual(['INE999Z01011', ACME]);
  await kept(opened, session('2011-01-03', 'A EQ - 1'), session('2020-01-01', 'A EQ - 2'));
  expect(await shown(opened)).toEqual([
    `2011-01-03 A EQ ${ACME} 1`,
    '2020-01-01 A EQ INE999Z01011 2',
  ]);
});

test('a change that is still to come has not happened', async () => {
  const opened = await openedStore();
  await learnt(opened, [share('B', { isin: ACME })]);
  await learnChanges(opened, CHANGES, [], sessionDate('2017-01-02'));
  expect((await story(opened, 'B')).symbols).toEqual(CHAIN.slice(0, 1).concat('2013-05-01 B'));
});
