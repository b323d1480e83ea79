import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { Http } from '../../../src/ports/http.ts';
import type { PriceSource } from '../../../src/ports/prices.ts';
import { decompress } from '../../../src/platform/decompress.ts';
import { createNse } from '../../../src/sources/nse/nse.ts';
import type { Nse } from '../../../src/sources/nse/nse.ts';
import { priceSourceContract } from '../../contracts/price-source.ts';
import type { AnyAnswer } from '../../contracts/price-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';
import { zippedText } from '../../support/zip-file.ts';

const ARCHIVES = 'https://archives.invalid';
const SITE = 'https://site.invalid';
const UDIFF = `${ARCHIVES}/content/cm/BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv.zip`;
const SEC_FULL = `${ARCHIVES}/products/content/sec_bhavdata_full_19052026.csv`;
const PAGE = '<html><body>Resource not found</body></html>';

function create(http: Http): Nse {
  return createNse({ http, decompress, archivesOrigin: ARCHIVES, siteOrigin: SITE });
}

function ask(source: PriceSource): Promise<AnyAnswer | undefined> {
  const asked = source.session?.(sessionDate('2026-05-19'));
  if (!asked) throw new Error('NSE gives whole sessions');
  return asked.then(
    (answer) => answer && { bars: answer.rows.map(({ bar }) => bar), refused: answer.refused },
  );
}

const udiff = sourceFixture('udiff.made-up.csv');
const [header = '', teapot = ''] = udiff.split('\n');

function zipped(text: string, url = UDIFF): ScriptedAnswer {
  return { url, body: zippedText('BhavCopy_NSE_CM_0_0_0_20260519_F_0000.csv', text) };
}

/** As many rows as told, each of another symbol; high and low change places in the first ones. */
function market(rows: number, impossibleRows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const row = teapot.replace('TEAPOT&CO', `TEAPOT${index}`);
    return index < impossibleRows ? row.replace('104.50,99.95', '99.95,104.50') : row;
  });
  return [header, ...lines, ''].join('\n');
}

const missing: readonly ScriptedAnswer[] = [
  { url: UDIFF, status: 404, body: PAGE },
  { url: SEC_FULL, status: 404, body: PAGE },
];

priceSourceContract(create, [
  {
    way: 'session',
    label: 'whole sessions',
    from: sessionDate('2026-05-19'),
    to: sessionDate('2026-05-19'),
    ask,
    good: { answers: [zipped(udiff)], bars: 4 },
    oneImpossible: [zipped(market(20, 1))],
    allImpossible: [zipped(market(20, 20))],
    unknown: missing,
    renamed: { answers: [zipped(udiff.replace('ClsPric', 'ClosPric'))], names: '"ClsPric"' },
    nonsense: [{ url: UDIFF, body: PAGE }],
  },
]);

describe('sessions', () => {
  it('are read from the file with deliveries where the UDiFF file is missing', async () => {
    const http = scriptedHttp([
      { url: UDIFF, status: 404, body: PAGE },
      { url: SEC_FULL, body: sourceFixture('sec-full.made-up.csv') },
    ]);
    const answer = await create(http).session(sessionDate('2026-05-19'));
    expect(answer?.format).toBe('sec-full');
    expect(answer?.rows.map(({ symbol }) => symbol)).toEqual(['KITE-MILLS', 'TEAPOT&CO']);
  });

  it('of the months with both files are asked for as UDiFF, then legacy, then with deliveries', async () => {
    const legacy = sourceFixture('legacy.made-up.csv');
    const http = scriptedHttp([
      { url: /BhavCopy_NSE_CM_0_0_0_20240314/, status: 404, body: PAGE },
      {
        url: `${ARCHIVES}/content/historical/EQUITIES/2024/MAR/cm14MAR2024bhav.csv.zip`,
        body: zippedText('cm14MAR2024bhav.csv', legacy),
      },
    ]);
    expect((await create(http).session(sessionDate('2024-03-14')))?.format).toBe('legacy');
  });

  it('are not looked for elsewhere when the first file is there and wrong', async () => {
    const http = scriptedHttp([zipped(udiff.replaceAll('2026-05-19', '2026-05-18'))]);
    const asked = create(http).session(sessionDate('2026-05-19'));
    await expect(asked).rejects.toMatchObject({
      code: 'bad-data',
      message: expect.stringMatching(/2026-05-19.*"2026-05-18"/) as string,
    });
  });

  it('are refused under a status that a file host has no use for', async () => {
    const http = scriptedHttp([{ url: UDIFF, status: 422, body: PAGE }]);
    const asked = create(http).session(sessionDate('2026-05-19'));
    await expect(asked).rejects.toMatchObject({ code: 'bad-data', detail: { status: 422 } });
  });
});

it('lists the equities with their listing dates', async () => {
  const list = sourceFixture('equity-list.made-up.csv');
  const http = scriptedHttp([{ url: `${ARCHIVES}/content/equities/EQUITY_L.csv`, body: list }]);
  const { instruments } = await create(http).instruments();
  expect(instruments.map(({ symbol }) => symbol)).toEqual(['DUMMYKITE', 'KITE-MILLS', 'TEAPOT&CO']);
  expect(http.requests[0]?.conditional).toBe(true);
});

it('asks for the holidays with the cookies of an inner page', async () => {
  const http = scriptedHttp([
    {
      url: `${SITE}/api/holiday-master?type=trading`,
      body: sourceFixture('holiday-master.made-up.json'),
    },
  ]);
  expect(await create(http).holidays()).toHaveLength(3);
  expect(http.requests[0]?.cookiesFrom).toBe(`${SITE}/option-chain`);
});

it('refuses lists that are missing, and keeps what came instead', async () => {
  const http = scriptedHttp([
    { url: /EQUITY_L/, status: 404, body: PAGE },
    { url: /holiday-master/, status: 404, body: PAGE },
  ]);
  await expect(create(http).instruments()).rejects.toMatchObject({ code: 'bad-data' });
  await expect(create(http).holidays()).rejects.toMatchObject({ code: 'bad-data' });
  expect(http.kept).toHaveLength(2);
});
