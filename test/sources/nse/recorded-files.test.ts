import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { decompress } from '../../../src/platform/decompress.ts';
import { bhavcopyFiles } from '../../../src/sources/nse/bhavcopy-files.ts';
import type { BhavcopyFormat } from '../../../src/sources/nse/bhavcopy-files.ts';
import { readBhavcopy } from '../../../src/sources/nse/read-bhavcopy.ts';
import { readEquityList } from '../../../src/sources/nse/read-equity-list.ts';
import { readHolidayMaster } from '../../../src/sources/nse/read-holiday-master.ts';
import { textOf } from '../../../src/sources/decode.ts';
import { haveRecorded, recorded } from '../../support/source-fixture.ts';

function textOfFile(path: string): string {
  const bytes = recorded(path);
  return textOf(path.endsWith('.zip') ? decompress.unzipOne(bytes, '.csv', 1e8).bytes : bytes);
}

/** Lines with something on them, below the header. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(1);
}

function read(path: string, format: BhavcopyFormat, date: string) {
  const session = sessionDate(date);
  const file = bhavcopyFiles(session).find((one) => one.format === format);
  if (!file) throw new Error(`${format} is not published on ${date}`);
  const text = textOfFile(path);
  return { answer: readBhavcopy(text, file, session), lines: linesOf(text) };
}

describe.skipIf(!haveRecorded)('recorded files', () => {
  it.each<[string, BhavcopyFormat, string, number]>([
    ['cm-udiff/BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv', 'udiff', '2026-05-19', 17],
    ['cm-legacy/cm2011-01-03bhav.csv', 'legacy', '2011-01-03', 5],
    ['cm-legacy/cm2011-07-04bhav.csv', 'legacy', '2011-07-04', 5],
    ['cm-legacy/cm2012-01-07bhav.csv', 'legacy', '2012-01-07', 5],
    ['cm-legacy/cm01JAN2016bhav.csv.zip', 'legacy', '2016-01-01', 5],
    ['cm-legacy/cm2017-10-19bhav.csv', 'legacy', '2017-10-19', 5],
    ['cm-legacy/cm23MAR2020bhav.csv.zip', 'legacy', '2020-03-23', 5],
    ['cm-legacy/cm2020-11-14bhav.csv', 'legacy', '2020-11-14', 5],
    ['cm-legacy/cm06JAN2021bhav.csv', 'legacy', '2021-01-06', 5],
    ['cm-legacy/cm10NOV2023bhav.csv', 'legacy', '2023-11-10', 5],
    ['cm-legacy/cm14MAR2024bhav.csv', 'legacy', '2024-03-14', 5],
    ['sec-bhavdata-full/sec_bhavdata_full_08082022.csv', 'sec-full', '2022-08-08', 8],
    ['sec-bhavdata-full/sec_bhavdata_full_03032025.csv', 'sec-full', '2025-03-03', 8],
    ['sec-bhavdata-full/sec_bhavdata_full_16122025.csv', 'sec-full', '2025-12-16', 8],
    ['sec-bhavdata-full/sec_bhavdata_full_31072026.csv', 'sec-full', '2026-07-31', 8],
    ['sec-bhavdata-full/sec_bhavdata_full_21082026.csv', 'sec-full', '2026-08-21', 8],
  ])('%s: every row is read, and the closes add up', (path, format, date, closeColumn) => {
    const { answer, lines } = read(`bhavcopy/${path}`, format, date);
    expect(lines.length).toBeGreaterThan(1300);
    expect(answer.rows).toHaveLength(lines.length);
    expect(answer.refused).toEqual([]);
    const closes = lines.map((line) => Math.round(Number(line.split(',')[closeColumn]) * 100));
    expect(answer.rows.reduce((sum, { bar }) => sum + bar.closePaise, 0)).toBe(
      closes.reduce((sum, close) => sum + close, 0),
    );
  });

  it('a legacy file before July 2011 gives no ISIN, a later one gives it for every row', () => {
    const before = read('bhavcopy/cm-legacy/cm2011-01-03bhav.csv', 'legacy', '2011-01-03').answer;
    const after = read('bhavcopy/cm-legacy/cm2011-07-04bhav.csv', 'legacy', '2011-07-04').answer;
    expect(before.rows.filter(({ isin }) => isin !== undefined)).toHaveLength(0);
    expect(after.rows.filter(({ isin }) => isin === undefined)).toHaveLength(0);
  });

  it.each(['cm13JUL2020bhav.resaved.csv', 'cm13JUL2020bhav.csv.zip'])(
    'what a spreadsheet saved again is refused: %s',
    (name) => {
      expect(() => read(`bhavcopy/cm-legacy/${name}`, 'legacy', '2020-07-13')).toThrow(
        /2020-07-13 written like 03-JAN-2011 .* found "13-Jul-20"; it was saved again/,
      );
    },
  );

  it('the list of equities is read whole, all of it shares', () => {
    const text = textOfFile('securities/2026-08-08/EQUITY_L.csv');
    const { instruments, refused } = readEquityList(text);
    expect(instruments).toHaveLength(linesOf(text).length);
    expect(refused).toEqual([]);
    expect(new Set(instruments.map(({ kind }) => kind))).toEqual(new Set(['share']));
    expect(instruments.filter(({ listedOn }) => listedOn === undefined)).toHaveLength(0);
  });

  it('the list of holidays holds twenty days of 2026, one of them with an evening hour', () => {
    const days = readHolidayMaster(recorded('holidays/holiday-master-2026.json'));
    expect(days).toHaveLength(20);
    expect(days.every(({ session }) => session.startsWith('2026-'))).toBe(true);
    expect(days.filter(({ state }) => state === 'open').map(({ session }) => session)).toEqual([
      '2026-11-08',
    ]);
  });
});
