import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { SessionAnswer } from '../../../src/ports/prices.ts';
import { bhavcopyFiles } from '../../../src/sources/nse/bhavcopy-files.ts';
import type { BhavcopyFormat } from '../../../src/sources/nse/bhavcopy-files.ts';
import { readBhavcopy } from '../../../src/sources/nse/read-bhavcopy.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

function read(format: BhavcopyFormat, date: string, text: string): SessionAnswer {
  const session = sessionDate(date);
  const file = bhavcopyFiles(session).find((one) => one.format === format);
  if (!file) throw new Error(`${format} is not published on ${date}`);
  return readBhavcopy(text, file, session);
}

const legacy = sourceFixture('legacy.made-up.csv');
const [header = '', , , teapot = ''] = legacy.split('\n');

/** Twenty good rows of the legacy format, and the given ones after them. */
function market(...rows: readonly string[]): string {
  const good = Array.from({ length: 20 }, (_, index) => teapot.replace('TEAPOT', `POT${index}`));
  return [header, ...good, ...rows].join('\n');
}

function refusedIn(row: string): unknown {
  const answer = read('legacy', '2024-03-14', market(row));
  expect(answer.rows).toHaveLength(20);
  return answer.refused;
}

describe('formats', () => {
  it('UDiFF gives every series, with ISIN and name', () => {
    const { rows, refused, format } = read(
      'udiff',
      '2026-05-19',
      sourceFixture('udiff.made-up.csv'),
    );
    expect(format).toBe('udiff');
    expect(refused).toEqual([]);
    expect(rows.map(({ symbol, series }) => `${symbol} ${series}`)).toEqual([
      'TEAPOT&CO EQ',
      'KITE-MILLS BE',
      '690GS2099 GS',
      'DUMMYKITE BE',
    ]);
    expect(rows[0]).toEqual({
      symbol: 'TEAPOT&CO',
      series: 'EQ',
      isin: 'INE9Z0A01017',
      name: 'TEAPOT AND COMPANY LTD',
      bar: {
        session: '2026-05-19',
        openPaise: 10100,
        highPaise: 10450,
        lowPaise: 9995,
        closePaise: 10320,
        volume: 125000,
      },
      kind: 'share',
      previousClosePaise: 10040,
      lastPaise: 10300,
      valuePaise: 1_289_750_000,
      trades: 2100,
    });
    expect(rows[2], 'a bond without a last price').not.toHaveProperty('lastPaise');
    expect(rows.map(({ kind }) => kind)).toEqual(['share', 'share', 'bond', 'share']);
  });

  it('legacy gives the same, without a name', () => {
    const { rows } = read('legacy', '2024-03-14', legacy);
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({ symbol: 'TEAPOT&CO', isin: 'INE9Z0A01017' });
    expect(rows[2]).not.toHaveProperty('name');
  });

  it('legacy before July 2011 has no ISIN, and unpadded days', () => {
    const text = sourceFixture('legacy-before-isin.made-up.csv');
    const { rows } = read('legacy', '2007-10-01', text);
    expect(rows.map(({ bar }) => bar.closePaise)).toEqual([6175, 3320]);
    expect(rows[0]).not.toHaveProperty('isin');
  });

  it('the file with deliveries is padded and has no ISIN', () => {
    const { rows } = read('sec-full', '2026-05-19', sourceFixture('sec-full.made-up.csv'));
    expect(rows[1]).toEqual({
      symbol: 'TEAPOT&CO',
      series: 'EQ',
      bar: {
        session: '2026-05-19',
        openPaise: 10100,
        highPaise: 10450,
        lowPaise: 9995,
        closePaise: 10320,
        volume: 125000,
      },
      kind: 'other',
      previousClosePaise: 10040,
      lastPaise: 10300,
      valuePaise: 1_289_800_000,
      trades: 2100,
      delivered: 61000,
    });
    expect(rows[0], 'all is delivered under BE').not.toHaveProperty('delivered');
  });

  it('are read with a byte order mark and CRLF alike', () => {
    const other = `\uFEFF${legacy.replaceAll('\n', '\r\n')}`;
    expect(read('legacy', '2024-03-14', other)).toEqual(read('legacy', '2024-03-14', legacy));
  });
});

describe('rows', () => {
  it.each([
    ['high below low', teapot.replace('104.5,99.95', '99.95,104.5'), /TEAPOT&CO EQ: high 9995/],
    ['no price', teapot.replace('104.5', '-'), /high NaN is no price/],
    ['prices of zero', teapot.replace('101,104.5,99.95,103.2', '0,0,0,103.2'), /low 0 paise/],
    ['half a share', teapot.replace('125000', '125000.5'), /volume 125000.5/],
    ['another session', teapot.replace('14-MAR', '13-MAR'), /is of "13-MAR-2024"/],
    ['no symbol', teapot.replace('TEAPOT&CO', ''), /no symbol/],
    ['no series', teapot.replace('EQ', ''), /no series/],
    ['a wrong ISIN', teapot.replace('INE9Z0A01017', 'INE9'), /"INE9" is no ISIN/],
    ['more cells than columns', `${teapot}7`, /"7" beyond the last column/],
    [
      'a symbol that was there',
      teapot.replace('TEAPOT', 'POT3'),
      /POT3&CO EQ is already in line 5/,
    ],
  ])('with %s are refused with their line', (_, row, reason) => {
    expect(refusedIn(row)).toEqual([
      { row: 'line 22', reason: expect.stringMatching(reason) as string },
    ]);
  });

  it('of one symbol in two series are two rows', () => {
    const { rows } = read('legacy', '2024-03-14', market(teapot, teapot.replace('EQ', 'T0')));
    expect(rows).toHaveLength(22);
  });

  it('without an ISIN are kept without one', () => {
    const { rows } = read('legacy', '2024-03-14', market(teapot.replace('INE9Z0A01017', '-')));
    expect(rows[20]).not.toHaveProperty('isin');
  });
});

describe('files', () => {
  it.each<[string, string, RegExp]>([
    ['another session', legacy.replaceAll('14-MAR', '13-MAR'), /2024-03-14.*"13-MAR-2024"/],
    ['a spreadsheet', legacy.replaceAll('14-MAR-2024', '14-Mar-24'), /written like.*"14-Mar-24"/],
    ['semicolons', legacy.replaceAll(',', ';'), /expected a column "TIMESTAMP"/],
    ['a missing column', legacy.replace('CLOSE', 'CLOSING'), /column "CLOSE" in cm14MAR2024bhav/],
    ['no rows', `${header}\n`, /found a header only/],
    ['nothing', '', /found an empty file/],
    ['a cut last row', legacy.slice(0, -40), /cells in line 4 .* cut off/],
    [
      'every row wrong',
      legacy.replaceAll(/,\d+,14-MAR/g, ',x,14-MAR').replaceAll('EQ', ''),
      /refused/,
    ],
  ])('with %s are refused as a whole', (_, text, sentence) => {
    expect(() => read('legacy', '2024-03-14', text)).toThrow(sentence);
  });

  it('with more than a tenth of the rows refused are refused as a whole', () => {
    const bad = teapot.replace('104.5,99.95', '99.95,104.5');
    expect(() => read('legacy', '2024-03-14', market(bad, bad, bad))).toThrow(
      /found 3 of 23 refused; the first, line 22: TEAPOT&CO EQ: high 9995/,
    );
  });
});
