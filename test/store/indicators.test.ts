import { expect, it } from 'vitest';
import { INDICATOR_COLUMNS } from '../../src/core/indicators/columns.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { INDICATOR_NAMES } from '../../src/store/indicator-tables.ts';
import type { IndicatorRow } from '../../src/store/indicators.ts';
import { newListing, openedStore } from '../support/opened-store.ts';

const [FIRST, SECOND] = [sessionDate('2026-05-19'), sessionDate('2026-05-20')];

function row(
  instrumentId: number,
  session = SECOND,
  facts: Record<string, number> = {},
): IndicatorRow {
  return {
    instrumentId,
    session,
    values: Float64Array.from(INDICATOR_NAMES, (name) => facts[name] ?? Number.NaN),
  };
}

async function desk() {
  const opened = await openedStore();
  await newListing(opened, 'ACME');
  await newListing(opened, 'BRICK');
  return opened.store;
}

it('has the columns that are computed, in the same order', () => {
  expect(INDICATOR_NAMES).toEqual(INDICATOR_COLUMNS.map(({ name }) => name));
});

it('keeps rows as they are, absent values too, and a second time changes nothing', async () => {
  const store = await desk();
  const rows = [
    row(1, FIRST, { close: 0.1 + 0.2, 'cr-ma1': -1e-300 }),
    row(1, SECOND, { close: 100 }),
    row(2, SECOND),
  ];
  const save = (all: readonly IndicatorRow[]) =>
    store.write(async (books) => books.indicators.save(all));
  expect(await save(rows)).toBe(3);
  expect(await store.indicators.between({ from: FIRST, to: SECOND })).toEqual(rows);
  expect(await save(rows)).toBe(0);
  expect(await save([row(1, SECOND, { close: 100, obv: 1 }), row(2, SECOND)])).toBe(1);
});

it('finds rows by session and instrument, and the newest session', async () => {
  const store = await desk();
  expect(await store.indicators.newest(SECOND)).toBeUndefined();
  const rows = [row(1, FIRST), row(2, FIRST), row(2, SECOND)];
  await store.write(async (books) => books.indicators.save(rows));
  const between = (from: string, to: string, instrumentIds?: number[]) =>
    store.indicators.between({
      from: sessionDate(from),
      to: sessionDate(to),
      ...(instrumentIds ? { instrumentIds } : {}),
    });
  expect(await between('2026-05-20', '2026-05-31')).toEqual([row(2, SECOND)]);
  expect(await between('2026-05-01', '2026-05-31', [2])).toEqual([row(2, FIRST), row(2, SECOND)]);
  expect(await between('2026-05-01', '2026-05-31', [])).toEqual([]);
  expect(await store.indicators.newest(FIRST)).toBe(FIRST);
  expect(await store.indicators.newest(sessionDate('2026-06-01'))).toBe(SECOND);
});

it('moves with an instrument that a list names later', async () => {
  const opened = await openedStore();
  await newListing(opened, 'ACME');
  await opened.store.write(async (books) => books.indicators.save([row(1, SECOND, { close: 7 })]));
  const { store } = opened;
  await store.write((books) =>
    books.instruments.learn(
      [
        {
          exchange: 'XNSE',
          symbol: 'ACME',
          series: 'EQ',
          name: 'Acme',
          kind: 'share',
          isin: 'INE000A01001',
        },
      ],
      SECOND,
      0 as never,
    ),
  );
  const [kept] = await store.indicators.between({ from: FIRST, to: SECOND });
  const [listing] = await store.instruments.find('XNSE', ['ACME']);
  expect(kept?.instrumentId).toBe(listing?.instrumentId);
});
