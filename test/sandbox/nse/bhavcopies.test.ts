import { inflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { readDayMonthYear } from '../../../src/core/market/session-date.ts';
import { asking, closeAll } from '../asking.ts';

afterEach(closeAll);

const UDIFF = '/content/cm/BhavCopy_NSE_CM_0_0_0_20240521_F_0000.csv.zip';
const LEGACY = '/content/historical/EQUITIES/2024/MAY/cm21MAY2024bhav.csv.zip';
const FULL = '/products/content/sec_bhavdata_full_21052024.csv';

function unzipped(bytes: Buffer): { name: string; lines: string[] } {
  const nameLength = bytes.readUInt16LE(26);
  const packed = bytes.subarray(30 + nameLength, 30 + nameLength + bytes.readUInt32LE(18));
  const text = inflateRawSync(packed).toString();
  return { name: bytes.toString('utf8', 30, 30 + nameLength), lines: text.trimEnd().split('\n') };
}

/** Lines as records by trimmed column name. */
function records(lines: readonly string[]): Record<string, string>[] {
  const [head = '', ...rows] = lines;
  const names = head.split(',').map((name) => name.trim());
  return rows.map((row) => {
    const cells = row.split(',');
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, at) => [name, cells[at]?.trim() ?? '']));
  });
}

describe('bhavcopyRoutes', () => {
  test('tells the same prices of a session in all three formats', async () => {
    const { ask } = await asking('2026-11-25T15:20');
    const legacy = records(unzipped((await ask(LEGACY)).bytes).lines);
    const udiff = records(unzipped((await ask(UDIFF)).bytes).lines);
    const full = records((await ask(FULL)).text.trimEnd().split('\n'));
    expect(legacy.length).toBeGreaterThanOrEqual(12);
    const byUdiff = udiff.map((row) => [
      row['TckrSymb'],
      Number(row['OpnPric']),
      Number(row['HghPric']),
      Number(row['LwPric']),
      Number(row['ClsPric']),
      Number(row['PrvsClsgPric']),
      Number(row['TtlTradgVol']),
    ]);
    const byLegacy = legacy.map((row) => [
      row['SYMBOL'],
      Number(row['OPEN']),
      Number(row['HIGH']),
      Number(row['LOW']),
      Number(row['CLOSE']),
      Number(row['PREVCLOSE']),
      Number(row['TOTTRDQTY']),
    ]);
    const byFull = full.map((row) => [
      row['SYMBOL'],
      Number(row['OPEN_PRICE']),
      Number(row['HIGH_PRICE']),
      Number(row['LOW_PRICE']),
      Number(row['CLOSE_PRICE']),
      Number(row['PREV_CLOSE']),
      Number(row['TTL_TRD_QNTY']),
    ]);
    expect(byLegacy).toEqual(byUdiff);
    expect(byFull).toEqual(byUdiff.filter(([symbol]) => symbol !== '999PTIL90'));
  });

  test('names the session inside, the file in the archive, and the columns as NSE does', async () => {
    const { ask } = await asking('2026-11-25T15:20');
    const legacy = unzipped((await ask(LEGACY)).bytes);
    const udiff = unzipped((await ask(UDIFF)).bytes);
    expect(legacy.name).toBe('cm21MAY2024bhav.csv');
    expect(udiff.name).toBe('BhavCopy_NSE_CM_0_0_0_20240521_F_0000.csv');
    expect(udiff.lines[0]?.split(',')).toHaveLength(34);
    expect(legacy.lines.every((line) => line.endsWith(','))).toBe(true);
    const tiger = records(udiff.lines).find((row) => row['TckrSymb'] === 'PAPERTIGER');
    expect(tiger).toMatchObject({
      TradDt: '2024-05-21',
      Sgmt: 'CM',
      Src: 'NSE',
      SctySrs: 'EQ',
      SsnId: 'F1',
    });
    expect(tiger?.['SttlmPric']).not.toBe(tiger?.['ClsPric']);
    const stamp = records(legacy.lines)[0]?.['TIMESTAMP'] ?? '';
    expect(stamp).toBe('21-MAY-2024');
    expect(readDayMonthYear(stamp)).toBe('2024-05-21');
  });

  test('starts each value of the full file but the first with a space, and tells no delivery under BE', async () => {
    const { ask } = await asking('2026-11-25T15:20');
    const lines = (await ask(FULL)).text.trimEnd().split('\n');
    expect(lines.every((line) => /^[^ ,]+(?:, [^ ,]+)+$/.test(line))).toBe(true);
    const rows = records(lines);
    const bell = rows.find((row) => row['SYMBOL'] === 'TEMPLEBELL');
    expect(bell).toMatchObject({
      SERIES: 'BE',
      DELIV_QTY: '-',
      DELIV_PER: '-',
      DATE1: '21-May-2024',
    });
    const tiger = rows.find((row) => row['SYMBOL'] === 'PAPERTIGER');
    expect(Number(tiger?.['DELIV_QTY']) / Number(tiger?.['TTL_TRD_QNTY'])).toBeCloseTo(
      Number(tiger?.['DELIV_PER']) / 100,
      3,
    );
    expect(Number(tiger?.['AVG_PRICE']) * Number(tiger?.['TTL_TRD_QNTY'])).toBeCloseTo(
      Number(tiger?.['TURNOVER_LACS']) * 100_000,
      -5,
    );
  });

  test.each([
    ['/content/historical/EQUITIES/2024/JUL/cm05JUL2024bhav.csv.zip', 200, 'last legacy file'],
    [
      '/content/historical/EQUITIES/2024/JUL/cm08JUL2024bhav.csv.zip',
      404,
      'after the last legacy file',
    ],
    [
      '/content/cm/BhavCopy_NSE_CM_0_0_0_20240102_F_0000.csv.zip',
      200,
      'among the first of the newer format',
    ],
    ['/content/cm/BhavCopy_NSE_CM_0_0_0_20231229_F_0000.csv.zip', 404, 'before the newer format'],
    ['/products/content/sec_bhavdata_full_02012020.csv', 200, 'among the first full files'],
    ['/products/content/sec_bhavdata_full_31122019.csv', 404, 'before the full file'],
    ['/products/content/sec_bhavdata_full_25122025.csv', 404, 'a holiday'],
    ['/products/content/sec_bhavdata_full_23112025.csv', 404, 'a Sunday'],
    ['/products/content/sec_bhavdata_full_31022025.csv', 404, 'no day at all'],
    ['/products/content/sec_bhavdata_full_24112026.csv', 200, 'yesterday'],
    ['/products/content/sec_bhavdata_full_25112026.csv', 404, 'today before publication'],
    ['/products/content/sec_bhavdata_full_26112026.csv', 404, 'tomorrow'],
  ])('answers %s with %d: %s', async (path, status) => {
    const { ask } = await asking('2026-11-25T18:14');
    const came = await ask(path);
    expect(came.status).toBe(status);
    if (status === 404) expect(came.headers.get('content-type')).toContain('text/html');
  });

  test('publishes the session at 18:15', async () => {
    const { ask } = await asking('2026-11-25T18:15');
    expect((await ask('/products/content/sec_bhavdata_full_25112026.csv')).status).toBe(200);
  });

  test('keeps raw prices across a split, and has no row of what was not dealt in', async () => {
    const { ask } = await asking('2026-11-25T15:20');
    const file = async (day: string) =>
      records(
        (await ask(`/products/content/sec_bhavdata_full_${day}.csv`)).text.trimEnd().split('\n'),
      );
    const onExDate = (await file('18022026')).find((row) => row['SYMBOL'] === 'SPICEROUTE');
    const ratio = Number(onExDate?.['PREV_CLOSE']) / Number(onExDate?.['OPEN_PRICE']);
    expect(ratio).toBeGreaterThan(4.2);
    expect(ratio).toBeLessThan(5.8);
    const symbols = async (day: string) => (await file(day)).map((row) => row['SYMBOL']);
    expect(await symbols('11072025')).not.toContain('FIREFLYLMP');
    expect(await symbols('14072025')).toContain('FIREFLYLMP');
    expect(await symbols('27032025')).toContain('OLDLOOMS');
    expect(await symbols('28032025')).not.toContain('OLDLOOMS');
    expect(await symbols('15042026')).not.toContain('PAUSEPHARM');
  });
});
