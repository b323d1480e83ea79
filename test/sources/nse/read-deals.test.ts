import { describe, expect, it, test } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readDeals } from '../../../src/sources/nse/read-deals.ts';
import type { DealsAsked } from '../../../src/sources/nse/read-deals.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const bulk: DealsAsked = { kind: 'bulk', file: 'bulk.csv' };
const short: DealsAsked = { kind: 'short', file: 'shorts' };
const BULK = sourceFixture('bulk.made-up.csv');
const BLOCK = sourceFixture('block.made-up.csv');
const REPORT = sourceFixture('deals-report.made-up.csv');
const SHORT = sourceFixture('short-sales.made-up.csv');
const read = (text: string, asked = bulk) => readDeals(bytes(text), asked);

describe('lists of the day', () => {
  it('are read line by line, equal ones too, quoted commas and all', () => {
    const { deals, refused, none } = read(BULK);
    expect(deals).toEqual([
      {
        session: '2026-05-19',
        symbol: 'TEAPOT&CO',
        securityName: 'Teapot and Company Limite',
        quantity: 152_500,
        client: 'PAPER LANTERN CAPITAL LLP',
        side: 'BUY',
        pricePaise: 6774,
      },
      expect.objectContaining({ symbol: 'TEAPOT&CO', quantity: 152_500 }),
      {
        session: '2026-05-19',
        symbol: 'KITE-MILLS',
        securityName: 'Kite Mills Limited',
        quantity: 2000,
        client: 'INKWELL & QUILL ADVISORS, LIMITED',
        side: 'SELL',
        pricePaise: 120_450,
        remarks: 'late report',
      },
    ]);
    expect([refused, none]).toEqual([[], false]);
  });

  it('of block deals have no remarks', () => {
    const { deals } = read(BLOCK, { kind: 'block', file: 'block.csv' });
    expect(deals.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['BUY', 1_207_000],
      ['SELL', 1_207_000],
    ]);
  });

  const [header = ''] = BULK.split('\n');
  test.each([
    `${header}\nNO RECORDS,,,,,,\n`,
    'NO RECORDS,,,,,,\n',
    'NO RECORDS,,,,,,\r\n',
    `${header}\n19-MAY-2026,NO RECORDS,,,,,,\n`,
    '\uFEFF"Date ","Symbol ","Name ","Quantity "\nNO RECORDS,,,\n',
  ])('may say that there are none: %j', (text) => {
    const asked = text.includes('Name "') ? short : bulk;
    expect(read(text, asked)).toEqual({ deals: [], refused: [], none: true });
  });

  it('without a line say nothing, and are refused', () => {
    expect(() => read(`${header}\n`)).toThrow(/expected deals or "NO RECORDS" in bulk.csv/);
    expect(() => read('')).toThrow(/empty file/);
  });
});

describe('the dated report', () => {
  const days = { from: sessionDate('2026-05-18'), to: sessionDate('2026-05-19') };

  it('is read with its byte order mark, padded header and Indian digits', () => {
    const { deals } = read(REPORT, { ...bulk, ...days });
    expect(
      deals.map(({ session, quantity, pricePaise }) => [session, quantity, pricePaise]),
    ).toEqual([
      ['2026-05-18', 553_432, 3367],
      ['2026-05-19', 2000, 120_450],
    ]);
  });

  it('is refused when it is of other days', () => {
    const asked = { ...bulk, from: sessionDate('2026-05-20'), to: sessionDate('2026-05-21') };
    expect(() => read(REPORT, asked)).toThrow(/2026-05-18 is not within 2026-05-20..2026-05-21/);
  });

  const row = {
    BD_DT_DATE: '19-MAY-2026',
    BD_DT_ORDER: '2026-05-18T18:30:00.000+00:00',
    BD_SYMBOL: 'TEAPOT&CO',
    BD_SCRIP_NAME: 'Teapot',
    BD_CLIENT_NAME: 'PAPER LANTERN CAPITAL LLP',
    BD_BUY_SELL: 'SELL',
    BD_QTY_TRD: 4_940_000,
    BD_TP_WATP: 65.3,
    BD_REMARKS: null,
  };

  it('is read as JSON, a list or an object with one', () => {
    for (const value of [[row], { data: [row] }]) {
      expect(read(JSON.stringify(value)).deals).toMatchObject([
        { quantity: 4_940_000, pricePaise: 6530, side: 'SELL' },
      ]);
    }
    expect(read('{"data":[]}')).toEqual({ deals: [], refused: [], none: true });
    const sold = { SS_DATE: '19-MAY-2026', SS_SYMBOL: 'X', SS_NAME: 'X LTD', SS_QTY: 600 };
    expect(read(JSON.stringify([sold]), short).deals).toEqual([
      { session: '2026-05-19', symbol: 'X', securityName: 'X LTD', quantity: 600 },
    ]);
  });

  it('is refused as JSON of seventy rows, which leaves out the rest', () => {
    const rows = Array.from({ length: 70 }, () => row);
    expect(() => read(JSON.stringify({ data: rows }))).toThrow(/leaves out what comes after 70/);
  });

  test.each([
    ['{"rows":[]}', /at data, found nothing/],
    ['{"data":{}}', /at data/],
    [JSON.stringify([{ ...row, BD_QTY_TRD: undefined }]), /\[0\]\.BD_QTY_TRD/],
  ])('names the field that is missing: %s', (text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});

it('short sales name neither client nor price', () => {
  expect(read(SHORT, short).deals).toEqual([
    {
      session: '2026-05-18',
      symbol: 'TEAPOT&CO',
      securityName: 'TEAPOT AND COMPANY LTD.',
      quantity: 77_449,
    },
    { session: '2026-05-18', symbol: 'KITE-MILLS', securityName: 'KITE MILLS', quantity: 1 },
  ]);
});

test.each([
  ['"BUY" by', 'BOUGHT', /"BOUGHT" is neither BUY nor SELL/],
  ['no quantity', '-152500', /"-152500" is no number of shares/],
  ['no price', '0.00', /"0.00" is no price/],
  ['a short year', '19-MAY-26', /"19-MAY-26" is no day/],
])('a line with %s is refused with its reason', (_, cell, words) => {
  const [header = '', line = ''] = BULK.split('\n');
  const cells = line.split(',');
  const place = { BOUGHT: 4, '-152500': 5, '0.00': 6, '19-MAY-26': 0 }[cell] ?? 0;
  cells[place] = cell;
  const good = Array.from({ length: 10 }, () => line);
  const { deals, refused } = read([header, ...good, cells.join(',')].join('\n'));
  expect(deals).toHaveLength(10);
  expect(refused).toEqual([{ row: 'line 12', reason: expect.stringMatching(words) as string }]);
});

it('a renamed column is named', () => {
  expect(() => read(BULK.replace('Client Name', 'Customer'))).toThrow(/a column "Client Name"/);
});
