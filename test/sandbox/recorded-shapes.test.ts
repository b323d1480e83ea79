import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../src/sources/decode.ts';
import { decompress } from '../../src/platform/decompress.ts';
import { haveRecorded, recorded } from '../support/source-fixture.ts';
import { asking, closeAll } from './asking.ts';
import type { Asking } from './asking.ts';
import { csvFields, inventions, jsonFields, shapeOf } from './recorded-shapes.ts';
import type { Fields } from './recorded-shapes.ts';

const COOKIE = { cookie: 'nsit=1; nseappid=1' };
/** After the evening's files are out. */
const EVENING = '2026-11-25T21:30';

function textFrom(bytes: Uint8Array, name: string): string {
  if (name.endsWith('.zip')) return textOf(decompress.unzipOne(bytes, '.csv', 1e8).bytes);
  return textOf(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** A pretend path and the recorded file of the same format. */
interface Format {
  readonly path: string;
  readonly file: string;
  /** When the sandbox is asked; absent: `EVENING`. */
  readonly at?: string;
  /** CSV: lines above the header, or that there is none. */
  readonly above?: number;
  readonly header?: 'no header';
  /** JSON: the key under which the recorded file has what was answered. */
  readonly under?: string;
  /** Fields of which other shapes than the recorded ones are known, and from where. */
  readonly known?: Readonly<Record<string, string>>;
}

const VERSION_3 = 'version 3 of December 2025, of which no answer was recorded';

const CSV: Readonly<Record<string, Format>> = {
  'prices, UDiFF': {
    path: '/content/cm/BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv.zip',
    file: 'bhavcopy/cm-udiff/BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv',
    known: { '18 LastPric': 'empty for bonds, by the description of the format' },
  },
  'prices, legacy': {
    path: '/content/historical/EQUITIES/2024/MAR/cm14MAR2024bhav.csv.zip',
    file: 'bhavcopy/cm-legacy/cm14MAR2024bhav.csv',
  },
  'prices with deliveries': {
    path: '/products/content/sec_bhavdata_full_21082026.csv',
    file: 'bhavcopy/sec-bhavdata-full/sec_bhavdata_full_21082026.csv',
  },
  'closes of indices': {
    path: '/content/indices/ind_close_all_03012025.csv',
    file: 'index-close/ind_close_all_03012025.csv',
  },
  'price bands': {
    path: '/content/equities/sec_list_28082026.csv',
    file: 'securities/2026-08-28/sec_list_28082026.some-rows.csv',
  },
  shares: { path: '/content/equities/EQUITY_L.csv', file: 'securities/2026-08-08/EQUITY_L.csv' },
  'shares of small companies': {
    path: '/content/equities/SME_EQUITY_L.csv',
    file: 'securities/2026-05/SME_EQUITY_L.csv',
  },
  'exchange-traded funds': {
    path: '/content/equities/eq_etfseclist.csv',
    file: 'securities/2026-05/eq_etfseclist.csv',
  },
  'real estate trusts': {
    path: '/content/equities/REITS_L.csv',
    file: 'securities/2026-05/REITS_L.csv',
  },
  'infrastructure trusts': {
    path: '/content/equities/INVITS_L.csv',
    file: 'securities/2026-05/INVITS_L.csv',
  },
  'closed funds': {
    path: '/content/equities/mf_close-end.csv',
    file: 'securities/2026-05/mf_close-end.csv',
  },
  'depositary receipts': {
    path: '/content/equities/IDR_W9.csv',
    file: 'securities/2026-05/IDR_W9.csv',
  },
  warrants: { path: '/content/equities/WARRANT.csv', file: 'securities/2026-05/WARRANT.csv' },
  'preference shares': { path: '/content/equities/PREF.csv', file: 'securities/2026-05/PREF.csv' },
  'changed symbols': {
    path: '/content/equities/symbolchange.csv',
    file: 'securities/2026-08-08/symbolchange.csv',
    header: 'no header',
  },
  'changed names': {
    path: '/content/equities/namechange.csv',
    file: 'securities/2026-05/namechange.csv',
  },
  'members of an index': {
    path: '/content/indices/ind_nifty50list.csv',
    file: 'index-constituents/2025-09/ind_nifty50list.csv',
  },
  'bulk deals of the day': {
    path: '/content/equities/bulk.csv',
    file: 'daily-reports/2025-12-16/bulk.csv',
  },
  'block deals of the day': {
    path: '/content/equities/block.csv',
    file: 'daily-reports/2025-12-16/block.csv',
  },
  'short sales': {
    path: '/archives/equities/shortSelling/shortselling_16122025.csv',
    file: 'daily-reports/2025-12-16/shortselling_16122025.csv',
  },
  'bulk deals, dated report': {
    path: '/api/historicalOR/bulk-block-short-deals?optionType=bulk_deals&from=01-01-2025&to=10-01-2025&csv=true',
    file: 'deals/Bulk-Deals-export-2025.csv',
  },
  '52-week prices': {
    path: '/content/CM_52_wk_High_low_16122025.csv',
    file: 'daily-reports/2025-12-16/CM_52_wk_High_low_16122025.csv',
    above: 2,
  },
};

const JSONS: Readonly<Record<string, Format>> = {
  'corporate actions of NSE': {
    path: '/api/corporates-corporateActions?index=equities&from_date=01-01-2026&to_date=25-11-2026',
    file: 'corporate-actions/nse_corporate_actions_api_2026-08.json',
    under: 'records',
    known: {
      '[].recDate': 'a dash where books are closed, by the export of 2016 to 2025',
      '[].bcStartDate': 'a day where books are closed, by the same',
      '[].bcEndDate': 'a day where books are closed, by the same',
    },
  },
  'announcements of NSE': {
    path: '/api/corporate-announcements?index=equities&from_date=01-10-2026&to_date=25-11-2026',
    file: 'corporate-filings/corporate-announcements_2026-04-13.json',
  },
  'event calendar': {
    path: '/api/event-calendar?index=equities&from_date=01-05-2026&to_date=30-05-2026',
    at: '2026-05-12T11:00',
    file: 'corporate-filings/event-calendar_2026-09-17.json',
  },
  'board meetings': {
    path: '/api/corporate-board-meetings?index=equities&from_date=01-10-2026&to_date=25-11-2026',
    file: 'samples/nse/boardMeetings.json',
  },
  'holidays of NSE': {
    path: '/api/holiday-master?type=trading',
    file: 'holidays/holiday-master-2026.json',
  },
  'FII/DII figures': {
    path: '/api/fiidiiTradeReact',
    file: 'deals/fiidiiTradeReact_20260807.json',
  },
  'corporate actions of BSE': {
    path: '/BseIndiaAPI/api/DefaultData/w?Fdate=20260101&TDate=20261125',
    file: 'corporate-actions/bse_corporate_actions_api_2026-08.json',
    under: 'records',
  },
  'announcements of BSE': {
    path: '/BseIndiaAPI/api/AnnSubCategoryGetData/w?pageno=1&strPrevDate=20261001&strToDate=20261125',
    file: 'samples/bse/announcements.json',
    known: { 'Table[].CATEGORYNAME': 'Board Meeting, Result and others since 2024' },
  },
  'option chain': {
    path: '/api/option-chain-v3?type=Indices&symbol=NIFTY&expiry=01-Dec-2026',
    at: '2026-11-25T11:00',
    file: 'option-chain/BANKNIFTY_2023-05-03.json',
    known: {
      'records.strikePrices[]': VERSION_3,
      'records.data[].expiryDates': VERSION_3,
      ...Object.fromEntries(
        ['PE', 'CE'].flatMap((side) =>
          ['expiryDate', 'pchange', 'buyPrice1', 'buyQuantity1', 'sellPrice1', 'sellQuantity1'].map(
            (field) => [`records.data[].${side}.${field}`, VERSION_3],
          ),
        ),
      ),
    },
  },
  'values of indices': { path: '/api/allIndices', file: 'samples/nse/listIndices.json' },
  'data of a symbol': {
    path: '/api/NextApi/apiClient/GetQuoteApi?functionName=getSymbolData&marketType=N&series=EQ&symbol=PAPERTIGER',
    at: '2026-11-25T11:00',
    file: 'samples/nse/getDetailedScripData.json',
  },
};

const UNRECORDED = 'no answer was recorded; the shape is that of its description';

/** Every reader of the sources: the formats above that it reads, or why there is none. */
const READERS: Readonly<Record<string, readonly string[] | string>> = {
  'bse/read-announcements.ts': ['announcements of BSE'],
  'bse/read-corporate-actions.ts': ['corporate actions of BSE'],
  'newsapi/read-articles.ts': UNRECORDED,
  'nse/read-all-indices.ts': ['values of indices'],
  'nse/read-announcements.ts': ['announcements of NSE'],
  'nse/read-bhavcopy.ts': ['prices, UDiFF', 'prices, legacy', 'prices with deliveries'],
  'nse/read-changes.ts': ['changed symbols', 'changed names'],
  'nse/read-corporate-actions.ts': ['corporate actions of NSE'],
  'nse/read-deals.ts': [
    'bulk deals of the day',
    'block deals of the day',
    'short sales',
    'bulk deals, dated report',
  ],
  'nse/read-deliveries.ts': ['prices with deliveries'],
  'nse/read-equity-list.ts': ['shares'],
  'nse/read-fii-dii.ts': ['FII/DII figures'],
  'nse/read-holiday-master.ts': ['holidays of NSE'],
  'nse/read-index-closes.ts': ['closes of indices'],
  'nse/read-index-list.ts': ['members of an index'],
  'nse/read-meetings.ts': ['board meetings', 'event calendar'],
  'nse/read-option-chain.ts': ['option chain'],
  'nse/read-price-bands.ts': ['price bands'],
  'nse/read-rows.ts': 'the rows that the other readers of NSE share',
  'nse/read-securities.ts': [
    'shares of small companies',
    'exchange-traded funds',
    'real estate trusts',
    'infrastructure trusts',
    'closed funds',
    'depositary receipts',
    'warrants',
    'preference shares',
  ],
  'nse/read-symbol-data.ts': ['data of a symbol'],
  'nse/read-year-extremes.ts': ['52-week prices'],
  'rss/read-feed.ts': UNRECORDED,
  'rss/read-news-feed.ts': UNRECORDED,
  'upstox/read-candles.ts': UNRECORDED,
  'upstox/read-holidays.ts': UNRECORDED,
  'upstox/read-instruments.ts': UNRECORDED,
  'upstox/read-options.ts': UNRECORDED,
  'upstox/read-quotes.ts': UNRECORDED,
  'yahoo/read-chart.ts': UNRECORDED,
  'yahoo/read-meta-price.ts': UNRECORDED,
};

it('every reader of the sources is compared, and every comparison is of one', () => {
  const sources = join(import.meta.dirname, '..', '..', 'src', 'sources');
  const readers = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  const files = readers.filter((path) => /\/read-[^/]*\.ts$/.test(path));
  expect(Object.keys(READERS).toSorted()).toEqual(files.toSorted());
  const named = Object.values(READERS).flatMap((formats) =>
    typeof formats === 'string' ? [] : formats,
  );
  const compared = [...Object.keys(CSV), ...Object.keys(JSONS)];
  expect([...new Set(named)].toSorted()).toEqual(compared.toSorted());
});

describe('shapes', () => {
  it.each([
    ['12.50', 'decimal'],
    ['.5', 'decimal'],
    ['-7', 'whole'],
    ['5,53,432', 'whole with commas'],
    ['', 'nothing'],
    [' -', 'padded dash'],
    ['03-JAN-2025', '99-AAA-9999'],
    ['3 Jan 2025', '9 Aaa 9999'],
    ['2025-01-03', '9999-99-99'],
    ['Paper Tiger Ltd', 'text'],
    [null, 'null'],
    [4.5, 'number'],
  ])('%j is %s', (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });

  it('what was never recorded is found: a field, a date of another spelling, a text for a number', () => {
    const real: Fields = new Map([
      ['day', ['03-JAN-2025']],
      ['price', [4.5]],
    ]);
    const pretend: Fields = new Map([
      ['day', ['2025-01-03']],
      ['price', ['4.5']],
      ['more', [1]],
    ]);
    expect(inventions(pretend, real)).toHaveLength(3);
    expect(inventions(real, real)).toEqual([]);
  });
});

describe.skipIf(!haveRecorded)('the sandbox speaks as the recorded answers do', () => {
  const moments = new Map<string, Asking>();
  const askAt = async (moment: string): Promise<Asking> => {
    const known = moments.get(moment) ?? (await asking(moment));
    moments.set(moment, known);
    return known;
  };
  beforeAll(() => askAt(EVENING));
  afterAll(closeAll);

  it.each(Object.entries(CSV))(
    '%s',
    async (_, { path, file, at = EVENING, above, header, known = {} }) => {
      const came = await (await askAt(at)).ask(path, COOKIE);
      expect(came.status).toBe(200);
      const pretend = csvFields(textFrom(came.bytes, path), header ?? 'header', above);
      const real = csvFields(textFrom(recorded(file), file), header ?? 'header', above);
      expect([...pretend.keys()], 'columns, in their order').toEqual([...real.keys()]);
      expect(inventions(pretend, real, Object.keys(known))).toEqual([]);
    },
  );

  it.each(Object.entries(JSONS))(
    '%s',
    async (_, { path, file, at = EVENING, under, known = {} }) => {
      const came = await (await askAt(at)).ask(path, COOKIE);
      expect(came.status).toBe(200);
      const pretend = jsonFields(JSON.parse(came.text));
      expect(pretend.size, 'an answer with rows').toBeGreaterThan(2);
      const whole = JSON.parse(textFrom(recorded(file), file)) as Record<string, unknown>;
      const real = jsonFields(under === undefined ? whole : whole[under]);
      expect(inventions(pretend, real, Object.keys(known))).toEqual([]);
    },
  );
});
