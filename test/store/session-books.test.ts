import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, sessionDate } from '../../src/core/market/session-date.ts';
import { openStore } from '../../src/store/store.ts';
import { learnt, newListing, openedStore, share } from '../support/opened-store.ts';
import { dailyBars } from '../support/rows-of-bars.ts';
import { kept, priced, session, sessionRow, shown, story } from './session-rows.ts';

const ACME = 'INE001A01018';
const SPLIT = 'INE001A01026';

describe('a session', () => {
  test('is kept whole, every series, and a second time changes nothing', async () => {
    const opened = await openedStore();
    const day = session(
      '2026-05-19',
      `ACME EQ ${ACME} 100`,
      `ACME T0 ${ACME} 101`,
      'ACME N1 INE001A07AA1 102',
      '690GS2099 GS IN0020990019 103',
    );
    expect(await kept(opened, day)).toMatchObject({ changed: 8, newInstruments: 3, unmatched: 0 });
    const rows = [
      '2026-05-19 690GS2099 GS IN0020990019 103',
      `2026-05-19 ACME EQ ${ACME} 100`,
      `2026-05-19 ACME T0 ${ACME} 101`,
      '2026-05-19 ACME N1 INE001A07AA1 102',
    ];
    expect((await shown(opened)).toSorted()).toEqual(rows.toSorted());
    const written = opened.rowsWritten();
    expect(await kept(opened, day)).toMatchObject({ changed: 0, newInstruments: 0 });
    // The note that the session's prices were had.
    expect(opened.rowsWritten() - written).toBe(1);
    const [main] = await opened.store.instruments.find('XNSE', ['ACME']);
    expect(main).toMatchObject({ series: 'EQ', isin: ACME, provisional: true });
  });

  test('is not lost among more than can be told apart: that is refused', async () => {
    const opened = await openedStore();
    const many = Array.from({ length: 1025 }, (_, day) =>
      session(addDays(sessionDate('2020-01-01'), day), `ACME EQ ${ACME} 100`),
    );
    await expect(kept(opened, ...many)).rejects.toThrow('at most 1024 sessions at once');
    expect(await shown(opened)).toEqual([]);
  });

  test('names what no list has named, and a list completes it', async () => {
    const opened = await openedStore();
    const row = { ...sessionRow('2026-05-19', `ACME EQ ${ACME}`), name: 'ACME LIM' };
    await kept(opened, priced('2026-05-19', row));
    expect(await story(opened, 'ACME')).toMatchObject({ name: 'ACME LIM', provisional: true });
    await learnt(opened, [share('ACME', { isin: ACME, name: 'Acme Limited' })]);
    expect(await story(opened, 'ACME')).toMatchObject({
      name: 'Acme Limited',
      provisional: false,
      series: ['EQ×1'],
      others: 0,
    });
  });

  test('hangs rows on what lists have named', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('ACME', { isin: ACME })]);
    const result = await kept(opened, session('2026-05-19', `ACME BE ${ACME}`));
    expect(result.newInstruments).toBe(0);
    expect((await story(opened, ACME)).series).toEqual(['EQ×0', 'BE×1']);
  });
});

describe('without an ISIN', () => {
  test('a row is the bearer of its symbol, in whatever series of a share', async () => {
    const opened = await openedStore();
    await kept(opened, session('2026-05-19', `ACME EQ ${ACME} 100`));
    await kept(opened, session('2026-05-20', 'ACME EQ - 101'), session('2026-05-21', 'ACME BE -'));
    expect((await story(opened, ACME)).series).toEqual(['EQ×2', 'BE×1']);
  });

  test('a bond is not taken for its company, and is the bond that a later file gives an ISIN', async () => {
    const opened = await openedStore();
    await kept(opened, session('2026-05-19', 'ACME N1 - 90', `ACME EQ ${ACME} 100`));
    await kept(opened, session('2026-05-20', 'ACME N1 INE001A07AA1 91'));
    expect((await story(opened, 'INE001A07AA1')).series).toEqual(['N1×2']);
    expect((await story(opened, ACME)).series).toEqual(['EQ×1']);
  });

  test('a stranger turns out to be what the ISIN of a later file says, candles and all', async () => {
    const opened = await openedStore();
    await kept(opened, session('2011-01-03', 'ACME EQ - 90'));
    await kept(opened, session('2011-07-04', `ACME EQ ${ACME} 91`));
    expect(await story(opened, 'ACME')).toMatchObject({ isin: ACME, series: ['EQ×2'], others: 0 });
  });

  test('a stranger is joined with an instrument that was known by another symbol', async () => {
    const opened = await openedStore();
    await kept(opened, session('2020-01-01', `NEWACME EQ ${ACME} 95`));
    await kept(opened, session('2011-01-03', 'ACME EQ - 90'));
    await kept(opened, session('2011-07-04', `ACME EQ ${ACME} 91`));
    expect(await shown(opened)).toEqual([
      `2011-01-03 ACME EQ ${ACME} 90`,
      `2011-07-04 ACME EQ ${ACME} 91`,
      `2020-01-01 NEWACME EQ ${ACME} 95`,
    ]);
    expect((await story(opened, 'NEWACME')).others).toBe(0);
  });

  test('a series that a price source has begun is joined too', async () => {
    const opened = await openedStore();
    const listing = await newListing(opened, 'ACME');
    await opened.store.write(async ({ candles }) => {
      candles.saveDaily(listing, 'split-adjusted', 'yahoo', dailyBars(2, 100));
    });
    await kept(opened, session('2026-05-19', `ACME EQ ${ACME} 100`));
    expect(await story(opened, ACME)).toMatchObject({
      series: ['EQ×3'],
      symbols: ['1900-01-01 ACME'],
    });
  });

  test('a company that was listed later is not the one that had its symbol before', async () => {
    const opened = await openedStore();
    const listedOn = sessionDate('2018-03-01');
    await learnt(opened, [share('ACME', { isin: 'INE999Z01011', listedOn })]);
    await kept(opened, session('2011-01-03', 'ACME EQ - 90'));
    expect((await story(opened, 'INE999Z01011')).series).toEqual(['EQ×0']);
    const first = { ...(await opened.store.instruments.find('XNSE', ['ACME']))[0] };
    expect(first.isin).toBe('INE999Z01011');
  });
});

describe('a symbol', () => {
  const days = [
    session('2018-01-01', `OLD EQ ${ACME} 1`),
    session('2019-01-01', `OLD EQ ${ACME} 2`),
    session('2020-01-01', `NEW EQ ${ACME} 3`),
    session('2021-01-01', `NEW EQ ${ACME} 4`),
  ];
  const [first, second, third, fourth] = days as [
    (typeof days)[0],
    (typeof days)[0],
    (typeof days)[0],
    (typeof days)[0],
  ];
  test.each([
    ['as they came', [first, second, third, fourth]],
    ['the newest first', [fourth, third, second, first]],
    ['mixed', [third, first, fourth, second]],
  ])('is shown as it was on the day, sessions taken in %s', async (_, order) => {
    const opened = await openedStore();
    for (const day of order) await kept(opened, day);
    expect(await shown(opened)).toEqual([
      `2018-01-01 OLD EQ ${ACME} 1`,
      `2019-01-01 OLD EQ ${ACME} 2`,
      `2020-01-01 NEW EQ ${ACME} 3`,
      `2021-01-01 NEW EQ ${ACME} 4`,
    ]);
    expect((await story(opened, 'OLD')).isin).toBe(ACME);
    const [current] = await opened.store.instruments.find('XNSE', ['NEW']);
    expect(current).toMatchObject({ isin: ACME });
  });

  test('that is given to another company means each on its day', async () => {
    const opened = await openedStore();
    await kept(opened, session('2015-01-01', `ACME EQ ${ACME} 1`));
    await kept(opened, session('2020-01-01', 'ACME EQ INE999Z01011 2', `BOLT EQ ${ACME} 3`));
    expect(await shown(opened)).toEqual([
      `2015-01-01 ACME EQ ${ACME} 1`,
      '2020-01-01 ACME EQ INE999Z01011 2',
      `2020-01-01 BOLT EQ ${ACME} 3`,
    ]);
    expect((await story(opened, 'ACME')).others).toBe(1);
  });
});

describe('an ISIN', () => {
  test.each([
    ['rising', ['2019-01-01', '2020-01-01']],
    ['falling', ['2020-01-01', '2019-01-01']],
  ])('that a new face value changes keeps the instrument, sessions %s', async (_, order) => {
    const opened = await openedStore();
    const isinOn = (day: string) => (day < '2020' ? ACME : SPLIT);
    for (const day of order) await kept(opened, session(day, `ACME EQ ${isinOn(day)} 5`));
    await kept(opened, session('2018-01-01', `ACME EQ ${ACME} 5`));
    await kept(opened, session('2021-01-01', `ACME EQ ${SPLIT} 5`));
    expect(await shown(opened)).toEqual([
      `2018-01-01 ACME EQ ${ACME} 5`,
      `2019-01-01 ACME EQ ${ACME} 5`,
      `2020-01-01 ACME EQ ${SPLIT} 5`,
      `2021-01-01 ACME EQ ${SPLIT} 5`,
    ]);
    expect(await story(opened, ACME)).toMatchObject({ isin: SPLIT, others: 0 });
    expect((await story(opened, SPLIT)).series).toEqual(['EQ×4']);
  });

  test('of a list stays the current one when an old file tells the former', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('ACME', { isin: SPLIT })]);
    await kept(opened, session('2019-01-01', `ACME EQ ${ACME} 5`));
    expect(await story(opened, 'ACME')).toMatchObject({ isin: SPLIT, series: ['EQ×1'] });
    expect(await learnt(opened, [share('ACME', { isin: SPLIT })])).toEqual({
      added: 0,
      changed: 0,
    });
    expect((await story(opened, ACME)).isin).toBe(SPLIT);
  });

  test('of a list follows those that files have told, once each', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('ACME', { isin: 'INE001A01034' })]);
    await kept(
      opened,
      session('2019-01-01', `ACME EQ ${ACME} 5`),
      session('2020-01-01', `ACME EQ ${SPLIT} 5`),
    );
    const told = ['1900-01-01 INE001A01018', '2020-01-01 INE001A01026', '2020-01-02 INE001A01034'];
    expect(await story(opened, 'ACME')).toMatchObject({ isin: 'INE001A01034', isins: told });
    await kept(opened, session('2020-01-02', `ACME EQ INE001A01034 5`));
    await kept(opened, session('2021-01-01', `ACME EQ INE001A01034 5`));
    expect((await story(opened, 'ACME')).isins).toEqual(told);
  });

  test('of another bond of the same company is another bond', async () => {
    const opened = await openedStore();
    await kept(opened, session('2019-01-01', 'ACME N1 INE001A07AA1 5'));
    await kept(opened, session('2021-01-01', 'ACME N1 INE001A07BB9 6'));
    expect((await story(opened, 'INE001A07AA1')).series).toEqual(['N1×1']);
    expect((await story(opened, 'INE001A07BB9')).series).toEqual(['N1×1']);
  });
});

describe('any history of symbols and ISINs', () => {
  const DAYS = ['2018-01-01', '2019-01-01', '2020-01-01', '2021-01-01', '2022-01-03'];
  /** Which company bears which of the symbols on a day: a permutation, drawn by its place. */
  const naming = fc.constantFrom(
    ['A', 'B', 'C'],
    ['B', 'A', 'C'],
    ['A', 'C', 'D'],
    ['D', 'B', 'A'],
  );
  const history = fc.record({
    namings: fc.array(naming, { minLength: DAYS.length, maxLength: DAYS.length }),
    /** Day from which the first company has its second ISIN. */
    splitAt: fc.integer({ min: 0, max: DAYS.length }),
    order: fc.shuffledSubarray(DAYS, { minLength: DAYS.length }),
  });

  test('is told by the candles as the files told it, whatever the order of the sessions', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ namings, splitAt, order }) => {
        const opened = await openStore(':memory:');
        try {
          const rowsOn = (day: string): string[] => {
            const place = DAYS.indexOf(day);
            const isins = [place < splitAt ? ACME : SPLIT, 'INE002A01016', 'INE003A01014'];
            return isins.map(
              (isin, company) => `${namings[place]?.[company]} EQ ${isin} ${company + 1}`,
            );
          };
          for (const day of order) await kept(opened, session(day, ...rowsOn(day)));
          const told = DAYS.flatMap((day) => rowsOn(day).map((row) => `${day} ${row}`));
          expect((await shown(opened)).toSorted()).toEqual(told.toSorted());
          for (const name of namings.at(-1) ?? []) {
            const [current] = await opened.store.instruments.find('XNSE', [name]);
            const own = rowsOn(DAYS.at(-1) ?? '').find((row) => row.startsWith(`${name} `));
            expect(current?.isin).toBe(own?.split(' ')[2]);
          }
        } finally {
          await opened.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
