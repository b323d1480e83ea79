import { expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { bhavcopyFiles } from '../../../src/sources/nse/bhavcopy-files.ts';

it.each([
  ['1999-01-04', ['legacy', 'sec-full']],
  ['2023-12-29', ['legacy', 'sec-full']],
  ['2024-01-01', ['udiff', 'legacy', 'sec-full']],
  ['2024-07-05', ['udiff', 'legacy', 'sec-full']],
  ['2024-07-08', ['udiff', 'sec-full']],
  ['2026-05-19', ['udiff', 'sec-full']],
])('the session %s is looked for in this order: %j', (date, formats) => {
  expect(bhavcopyFiles(sessionDate(date)).map(({ format }) => format)).toEqual(formats);
});

it('paths hold the date as each format spells it', () => {
  expect(
    bhavcopyFiles(sessionDate('2024-02-05')).map(({ path, zipped }) => [path, zipped]),
  ).toEqual([
    ['/content/cm/BhavCopy_NSE_CM_0_0_0_20240205_F_0000.csv.zip', true],
    ['/content/historical/EQUITIES/2024/FEB/cm05FEB2024bhav.csv.zip', true],
    ['/products/content/sec_bhavdata_full_05022024.csv', false],
  ]);
});
