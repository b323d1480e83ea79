import { describe, expect, it } from 'vitest';
import { publishedIndex } from '../../../src/core/indices/published-index.ts';
import { createNseIndices } from '../../../src/sources/nse/indices.ts';
import { readIndexList } from '../../../src/sources/nse/read-index-list.ts';
import { textOf } from '../../../src/sources/decode.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { haveRecorded, recorded, sourceFixture } from '../../support/source-fixture.ts';

const ARCHIVES = 'https://archives.invalid';
const HOST = 'https://indices.invalid';
const PAGE = '<html><body>Resource not found</body></html>';
const list = sourceFixture('index-list.made-up.csv');

function asking(...answers: ScriptedAnswer[]) {
  const http = scriptedHttp(answers);
  const place = { http, archivesOrigin: ARCHIVES, niftyIndicesOrigin: HOST };
  return { http, indices: createNseIndices(place) };
}

const at = (url: string, body: string, status = 200): ScriptedAnswer => ({ url, body, status });
const BANK = `${ARCHIVES}/content/indices/ind_niftybanklist.csv`;
const BANK_THERE = `${HOST}/IndexConstituent/ind_niftybanklist.csv`;
const bank = publishedIndex('NIFTYBANK');

describe('the lists of indices', () => {
  it('come from NSE’s archives, asked for with the validators of the kept answer', async () => {
    const { http, indices } = asking(at(BANK, list));
    const { members, source, stale } = await indices.constituents(bank);
    expect([members.length, source, stale]).toEqual([5, 'nse', false]);
    expect(http.requests[0]).toMatchObject({ conditional: true, expect: 'csv' });
  });

  it('come from the host of the indices where the archives do not have them', async () => {
    const { indices } = asking(at(BANK, PAGE, 404), at(BANK_THERE, list));
    expect(await indices.constituents(bank)).toMatchObject({ source: 'niftyindices' });
  });

  it('are looked for under their other name, and with the blank in a name', async () => {
    const { indices } = asking(
      at(`${ARCHIVES}/content/indices/ind_nifty_privatebanklist.csv`, PAGE, 404),
      at(`${ARCHIVES}/content/indices/ind_niftyprivatebanklist.csv`, list),
      at(`${ARCHIVES}/content/indices/ind_niftytransportationandlogistics%20_list.csv`, list),
    );
    for (const code of ['NIFTYPRIVATEBANK', 'NIFTYTRANSPORTATIONANDLOGISTICS']) {
      expect(await indices.constituents(publishedIndex(code))).toMatchObject({ source: 'nse' });
    }
  });

  it('that are nowhere may have changed their names', async () => {
    const { indices } = asking(at(BANK, PAGE, 404), at(BANK_THERE, PAGE, 410));
    await expect(indices.constituents(bank)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(/"ind_niftybanklist.csv", found 404.*changed/) as string,
    });
  });

  it('that are refused at one place are taken from the other, and the refused body is kept', async () => {
    const { http, indices } = asking(at(BANK, list.replace('Symbol', 'Sym')), at(BANK_THERE, list));
    expect(await indices.constituents(bank)).toMatchObject({ source: 'niftyindices' });
    expect(http.kept).toHaveLength(1);
  });

  it('that are doubted are refused with the reason', async () => {
    const { http, indices } = asking(at(BANK, list), at(BANK_THERE, list));
    const doubt = ({ length }: { readonly length: number }) => `expected 12, found ${length}`;
    await expect(indices.constituents(bank, doubt)).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(/expected 12, found 5 in ind_niftybanklist.csv/) as string,
    });
    expect(http.kept).toHaveLength(2);
  });

  it('give the symbols that are traded', async () => {
    const { indices } = asking(at(BANK, list));
    expect(await indices.members('bank')).toEqual([
      'KITE-MILLS',
      'LANTERN',
      'TEAPOT&CO',
      'UMBRELLA',
    ]);
    await expect(indices.members('NIFTYBNAK')).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('kept lists', () => {
  it.each([
    [false, 'niftyindices'],
    [true, 'nse'],
  ])('stand in only where no place answers (both stale: %s)', async (both, source) => {
    const { http } = asking(at(BANK, list), at(BANK_THERE, list));
    const indices = createNseIndices({
      http: {
        ...http,
        get: async (request) => ({
          ...(await http.get(request)),
          stale: both || request.url === BANK,
        }),
      },
      archivesOrigin: ARCHIVES,
      niftyIndicesOrigin: HOST,
    });
    expect(await indices.constituents(bank)).toMatchObject({ source, stale: both });
  });
});

describe.skipIf(!haveRecorded)('recorded lists', () => {
  it.each([
    ['2018-08/ind_nifty500list.csv', 501, 0],
    ['2020-05/ind_nifty500list.csv', 501, 0],
    ['2021-10/ind_niftybanklist.csv', 12, 0],
    ['2021-10/ind_niftyfinancialservices25_50list.csv', 20, 0],
    ['2025-03/ind_nifty50list.csv', 50, 0],
    ['2025-03/ind_niftymicrocap250_list.csv', 250, 0],
    ['2025-09/ind_niftysmallcap250list.csv', 251, 1],
    ['2025-09/ind_niftytotalmarket_list.csv', 752, 2],
  ])('%s has %i rows, %i of them place holders', (path, rows, dummies) => {
    const members = readIndexList(textOf(recorded(`index-constituents/${path}`)), path);
    expect(members).toHaveLength(rows);
    expect(members.filter(({ dummy }) => dummy)).toHaveLength(dummies);
    expect(members.filter(({ industry, series }) => !industry || !series)).toEqual([]);
  });
});
