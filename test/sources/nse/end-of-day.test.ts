import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { createNseEndOfDay, createNseLists } from '../../../src/sources/nse/end-of-day.ts';
import { readNameChanges, readSymbolChanges } from '../../../src/sources/nse/read-changes.ts';
import { secFullFile } from '../../../src/sources/nse/bhavcopy-files.ts';
import { readDeliveries } from '../../../src/sources/nse/read-deliveries.ts';
import { readIndexCloses } from '../../../src/sources/nse/read-index-closes.ts';
import { readPriceBands } from '../../../src/sources/nse/read-price-bands.ts';
import { readSecurities, SECURITIES_LISTS } from '../../../src/sources/nse/read-securities.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { haveRecorded, recorded, sourceFixture } from '../../support/source-fixture.ts';

const ORIGIN = 'https://a.invalid';
const DAY = sessionDate('2026-05-19');
const at = (path: string, body: string, status = 200): ScriptedAnswer => ({
  url: `${ORIGIN}${path}`,
  body,
  status,
});

function asking(...answers: readonly ScriptedAnswer[]) {
  const http = scriptedHttp(answers);
  return { http, source: createNseEndOfDay({ http, archivesOrigin: ORIGIN }) };
}

const FULL = '/products/content/sec_bhavdata_full_19052026.csv';
const CLOSES = '/content/indices/ind_close_all_19052026.csv';
const BANDS = '/content/equities/sec_list_19052026.csv';

describe("a session's files", () => {
  it('are asked for under their names, once each', async () => {
    const { http, source } = asking(
      at(FULL, sourceFixture('sec-full.made-up.csv')),
      at(CLOSES, sourceFixture('index-closes.made-up.csv')),
      at(BANDS, sourceFixture('price-bands.made-up.csv')),
    );
    expect((await source.deliveries(DAY))?.deliveries.map(({ delivered }) => delivered)).toEqual([
      undefined,
      61_000,
    ]);
    expect((await source.indexCloses(DAY))?.closes).toHaveLength(3);
    expect((await source.priceBands(DAY))?.bands).toHaveLength(3);
    expect(http.requests.every(({ conditional }) => conditional === undefined)).toBe(true);
  });

  it('are absent where there are none', async () => {
    const { source } = asking(at(FULL, 'none', 404), at(CLOSES, 'none', 410), at(BANDS, '', 404));
    expect(await source.deliveries(DAY)).toBeUndefined();
    expect(await source.indexCloses(DAY)).toBeUndefined();
    expect(await source.priceBands(DAY)).toBeUndefined();
  });

  it('of another shape are refused, and kept for looking at', async () => {
    const { http, source } = asking(at(CLOSES, 'a,b\n1,2\n'), at(BANDS, 'odd', 422));
    await expect(source.indexCloses(DAY)).rejects.toMatchObject({ code: 'bad-data' });
    await expect(source.priceBands(DAY)).rejects.toThrow(/found status 422/);
    expect(http.kept).toHaveLength(2);
  });
});

describe('lists', () => {
  it('are asked for with the validators of the kept ones', async () => {
    const { http, source } = asking(
      at('/content/equities/symbolchange.csv', sourceFixture('symbol-changes.made-up.csv')),
      at('/content/equities/namechange.csv', sourceFixture('name-changes.made-up.csv')),
    );
    expect((await source.symbolChanges()).changes).toHaveLength(3);
    expect((await source.nameChanges()).changes).toHaveLength(1);
    expect(http.requests.every(({ conditional }) => conditional)).toBe(true);
  });

  it('that are not there are a failure, not an empty list, and their page is not kept', async () => {
    const http = scriptedHttp([
      at('/content/equities/SME_EQUITY_L.csv', 'none', 404),
      at('/content/equities/eq_etfseclist.csv', sourceFixture('etf-list.made-up.csv')),
    ]);
    const [small, funds] = createNseLists({ http, archivesOrigin: ORIGIN });
    await expect(small?.instruments()).rejects.toMatchObject({ code: 'bad-data' });
    expect(http.kept).toEqual([]);
    expect((await funds?.instruments())?.instruments).toHaveLength(1);
  });
});

const [list] = SECURITIES_LISTS;
if (!list) throw new Error('no list');
const READERS = {
  'sec-full': (text: string) => readDeliveries(text, secFullFile(DAY), DAY),
  'index-closes': (text: string) => readIndexCloses(text, 'f.csv', DAY),
  'price-bands': (text: string) => readPriceBands(text, 'f.csv'),
  'symbol-changes': readSymbolChanges,
  'name-changes': readNameChanges,
  'sme-list': (text: string) => readSecurities(text, list),
} as const;

it.each(Object.entries(READERS))(
  '%s: whatever is cut, doubled or strewn in ends well',
  (name, read) => {
    const good = sourceFixture(`${name}.made-up.csv`);
    const spoilt = fc
      .record({
        at: fc.nat(good.length),
        gone: fc.nat(40),
        put: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('"', ',', '\n', '-', '\uFEFF')),
      })
      .map(({ at: place, gone, put }) => good.slice(0, place) + put + good.slice(place + gone));
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.string()), (text) => {
        try {
          expect(read(text).refused.every(({ reason }) => reason !== '')).toBe(true);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.code).toBe('bad-data');
        }
      }),
      { numRuns: 300 },
    );
  },
);

describe('deliveries', () => {
  const text = sourceFixture('sec-full.made-up.csv');
  const file = secFullFile(DAY);

  it.each([
    ['more than was dealt in', text.replace('61000', '125001'), /is no part of the 125000 shares/],
    ['a part of a share', text.replace('61000', '1.5'), /"1.5" is no part/],
    ['another day', text.replaceAll('19-May-2026', '18-May-2026'), /expected the session/],
    ['a lost column', text.replace('DELIV_QTY', 'DELIVERED'), /expected a column "DELIV_QTY"/],
    ['a header only', `${text.split('\n')[0] ?? ''}\n`, /found a header only/],
  ])('are refused: %s', (_, given, sentence) => {
    expect(() => readDeliveries(given, file, DAY)).toThrow(sentence);
  });

  it.skipIf(!haveRecorded)('are read from a recorded file, none under trade-to-trade', () => {
    const path = 'bhavcopy/sec-bhavdata-full/sec_bhavdata_full_21082026.csv';
    const given = Buffer.from(recorded(path)).toString();
    const day = sessionDate('2026-08-21');
    const { deliveries, refused } = readDeliveries(given, secFullFile(day), day);
    expect([deliveries.length, refused]).toEqual([3479, []]);
    const without = deliveries.filter(({ delivered }) => delivered === undefined);
    expect(without.every(({ series }) => series === 'BE' || series === 'BZ')).toBe(true);
    expect(without).toHaveLength(259);
  });
});
