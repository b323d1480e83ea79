import { expect, it } from 'vitest';
import type { Announcement, Earnings } from '../../src/core/corporate-actions/earnings.ts';
import { instant, readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { openedStore } from '../support/opened-store.ts';

const filing = (sequenceId: string, facts: Partial<Announcement> = {}): Announcement => ({
  source: 'nse',
  sequenceId,
  symbol: 'ACME',
  company: 'Acme Limited',
  category: 'Outcome of Board Meeting',
  text: 'results',
  at: readInstant('2026-05-14T17:10'),
  ...facts,
});

it('filings imported three times are the same rows, and only what differs is written', async () => {
  const { store } = await openedStore();
  const filings = [
    filing('2'),
    filing('1', { attachment: 'https://x/1.pdf', isin: 'INE900A01011' }),
  ];
  const save = (rows: readonly Announcement[]) =>
    store.write((books) => books.corporateAnnouncements.save(rows));
  expect([await save(filings), await save(filings), await save(filings)]).toEqual([2, 0, 0]);
  expect(await save([filing('2', { text: 'corrected' })])).toBe(1);
  expect((await store.corporateAnnouncements.list()).map(({ sequenceId }) => sequenceId)).toEqual([
    '1',
    '2',
  ]);
});

it('a filing that a feed named first gives way to the exchange’s own', async () => {
  const { store } = await openedStore();
  const attachment = 'https://x/1.pdf';
  const feed = filing(attachment, { source: 'nse-rss', attachment });
  await store.write((books) => books.corporateAnnouncements.save([feed]));
  await store.write((books) => books.corporateAnnouncements.save([filing('1', { attachment })]));
  const kept = await store.corporateAnnouncements.list();
  expect(kept.map(({ source }) => source)).toEqual(['nse']);
});

it('filings are narrowed by time, symbol and category', async () => {
  const { store } = await openedStore();
  const at = readInstant('2026-05-15T09:00');
  await store.write((books) =>
    books.corporateAnnouncements.save([
      filing('1'),
      filing('2', { at, symbol: 'BOLT', category: 'Updates' }),
    ]),
  );
  const list = async (range: object) =>
    (await store.corporateAnnouncements.list(range)).map(({ sequenceId }) => sequenceId);
  expect(await list({ from: at })).toEqual(['2']);
  expect(await list({ before: at })).toEqual(['1']);
  expect(await list({ symbols: ['BOLT'] })).toEqual(['2']);
  expect(await list({ category: 'board' })).toEqual(['1']);
});

const day = (state: Earnings['state'], symbol = 'ACME'): Earnings => ({
  symbol,
  date: sessionDate('2026-05-14'),
  company: 'Acme Limited',
  state,
  purpose: 'Financial Results',
  details: '',
  announcedAt: instant(1_778_000_000),
});
const window = { from: sessionDate('2026-05-01'), to: sessionDate('2026-05-31') };

it('a day of results never becomes less sure, and is called off only by a whole answer', async () => {
  const { store } = await openedStore();
  const save = (days: readonly Earnings[], whole: boolean) =>
    store.write((books) => books.earningsCalendar.save(days, window, whole));
  const states = async () => (await store.earningsCalendar.list()).map(({ state }) => state);
  expect(await save([day('confirmed'), day('expected', 'BOLT')], true)).toBe(2);
  expect(await save([day('expected')], false)).toBe(0);
  expect(await states()).toEqual(['confirmed', 'expected']);
  expect(await save([{ ...day('reported'), reportedBy: '1' }], true)).toBe(2);
  expect(await states()).toEqual(['reported']);
  expect(await save([], true)).toBe(0);
  expect(await states()).toEqual(['reported']);
});
