import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import type { Http } from '../../../src/ports/http.ts';
import { createNseOptions } from '../../../src/sources/nse/options.ts';
import { EXPIRY, NIFTY, optionSourceContract } from '../../contracts/option-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const SITE = 'https://s.invalid/api';
const INFO = `${SITE}/option-chain-contract-info?symbol=NIFTY`;
const OLD = `${SITE}/option-chain-indices?symbol=NIFTY`;
const CHAIN = `${SITE}/option-chain-v3?type=Indices&symbol=NIFTY&expiry=26-May-2026`;
const V3 = sourceFixture('nse-option-chain-v3.made-up.json');
const WHOLE = sourceFixture('nse-option-chain.made-up.json');
const gone = (url: string) => ({ url, status: 404, body: '<html>404</html>' });

const create = (http: Http) => createNseOptions({ http, siteOrigin: 'https://s.invalid' });

describe('option chains of NSE', () => {
  optionSourceContract(create, {
    expiries: {
      good: [{ url: INFO, body: sourceFixture('nse-contract-info.made-up.json') }],
      found: ['2026-05-26', '2026-06-02', '2026-06-09'],
      unknown: [{ url: INFO, body: { expiryDates: [] } }],
    },
    chain: {
      good: [{ url: CHAIN, body: V3 }],
      found: {
        underlying: 'NIFTY',
        expiry: EXPIRY,
        at: readInstant('2026-05-19T11:00:05'),
        spotPaise: paise(2_205_025),
        contracts: [
          {
            strikePaise: paise(2_200_000),
            type: 'CE',
            lastPaise: paise(14_035),
            bidPaise: paise(14_020),
            askPaise: paise(14_050),
            volume: 100,
            openInterest: 20,
            openInterestChange: 4,
            volatilityRatio: 0.1255,
          },
          {
            strikePaise: paise(2_200_000),
            type: 'PE',
            lastPaise: paise(8_810),
            bidPaise: paise(8_800),
            askPaise: paise(8_825),
            volume: 200,
            openInterest: 50,
            openInterestChange: -2,
            volatilityRatio: 12.9 / 100,
          },
        ],
      },
      unknown: [gone(CHAIN)],
      oneImpossible: [{ url: CHAIN, body: V3.replace('"openInterest":50', '"openInterest":-50') }],
      renamed: {
        answers: [{ url: CHAIN, body: V3.replaceAll('openInterest', 'oi') }],
        names: 'records.data[0].CE.openInterest',
      },
      nonsense: [{ url: CHAIN, body: '[]x' }],
    },
  });

  it('takes every expiry of the older answer where the newer one is not there', async () => {
    const http = scriptedHttp([gone(INFO), { url: OLD, body: WHOLE }]);
    const found = await create(http).expiries(NIFTY);
    expect(found?.expiries).toEqual(['2026-05-21', '2026-05-26']);
    const chains = found?.chains.map(({ chain }) => [chain.expiry, chain.contracts.length]);
    expect(Object.fromEntries(chains ?? [])).toEqual({ '2026-05-26': 1, '2026-05-21': 3 });
    const soonest = found?.chains.find(({ chain }) => chain.expiry === '2026-05-21')?.chain;
    expect(soonest?.contracts).toEqual([
      {
        strikePaise: paise(2_190_000),
        type: 'CE',
        bidPaise: paise(19_000),
        askPaise: paise(24_005),
        volume: 0,
        openInterest: 0,
        openInterestChange: 0,
      },
      expect.objectContaining({ type: 'CE', lastPaise: 14_035 }),
      // Halves of contracts are open after a change of the lot's size.
      {
        strikePaise: paise(2_200_000),
        type: 'PE',
        volume: 0,
        openInterest: 41.5,
        openInterestChange: 0,
      },
    ]);
  });

  it('asks for shares as shares, and knows no options where both answers are gone', async () => {
    const url = (path: string) => `${SITE}/${path}?symbol=TEAPOT%26CO`;
    const http = scriptedHttp([
      gone(url('option-chain-contract-info')),
      gone(url('option-chain-equities')),
      {
        url: `${SITE}/option-chain-v3?type=Equity&symbol=TEAPOT%26CO&expiry=26-May-2026`,
        body: V3,
      },
    ]);
    const share = { exchange: 'XNSE', symbol: 'TEAPOT&CO', sourceKeys: {} } as const;
    expect(await create(http).expiries(share)).toBeUndefined();
    expect((await create(http).chain(share, EXPIRY))?.chain.underlying).toBe('TEAPOT&CO');
  });

  it.each(['{}', '{"records":{}}'])('takes %s for a source that is down', async (body) => {
    const http = scriptedHttp([{ url: CHAIN, body }]);
    await expect(create(http).chain(NIFTY, EXPIRY)).rejects.toMatchObject({ code: 'not-yet' });
    expect(http.kept).toEqual([]);
  });

  it('refuses the second of two contracts alike', async () => {
    const row = JSON.parse(V3) as { records: { data: unknown[] } };
    row.records.data.push(row.records.data[0]);
    const told = await create(scriptedHttp([{ url: CHAIN, body: row }])).chain(NIFTY, EXPIRY);
    expect(told?.refused.map(({ reason }) => reason)).toEqual([
      '22000 CE is there twice',
      '22000 PE is there twice',
    ]);
    expect(told?.chain.contracts).toHaveLength(2);
  });

  it('asks with the cookies of the page that hands them out', async () => {
    const http = scriptedHttp([{ url: CHAIN, body: V3 }]);
    await create(http).chain(NIFTY, EXPIRY);
    expect(http.requests[0]?.cookiesFrom).toBe('https://s.invalid/option-chain');
  });
});
