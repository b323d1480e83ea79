import { describe, expect, it } from 'vitest';
import { paise } from '../../../src/core/market/money.ts';
import type { Http } from '../../../src/ports/http.ts';
import { createUpstoxOptions } from '../../../src/sources/upstox/options.ts';
import { EXPIRY, NIFTY, optionSourceContract } from '../../contracts/option-source.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const KEY = 'NSE_INDEX%7CNifty%2050';
const LIST = `https://u.invalid/v2/option/contract?instrument_key=${KEY}`;
const CHAIN = `https://u.invalid/v2/option/chain?instrument_key=${KEY}&expiry_date=2026-05-26`;
const contracts = { url: LIST, body: sourceFixture('upstox-contracts.made-up.json') };
const TEXT = sourceFixture('upstox-chain.made-up.json');
const UNKNOWN = {
  status: 400,
  body: { status: 'error', errors: [{ error_code: 'UDAPI1087', message: 'Invalid' }] },
};
const chainAnswer = (body: string | object) => [contracts, { url: CHAIN, body }];

const create = (http: Http) =>
  createUpstoxOptions({ http, apiOrigin: 'https://u.invalid', token: async () => 'secret' });

describe('option chains of Upstox', () => {
  optionSourceContract(create, {
    expiries: {
      good: [contracts],
      found: ['2026-05-26', '2026-06-02'],
      unknown: [{ url: LIST, ...UNKNOWN }],
    },
    chain: {
      good: chainAnswer(TEXT),
      found: {
        underlying: 'NIFTY',
        expiry: EXPIRY,
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
            greeks: { delta: 0.56, gamma: 0.0011, theta: -14.5, vega: 10.2 },
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
            greeks: { delta: -0.44, gamma: 0.0011, theta: -12.1, vega: 10.2 },
          },
          // Nothing traded, nothing reckoned, and no lot's size to make contracts of units.
          { strikePaise: paise(2_210_000), type: 'CE', askPaise: paise(9_150) },
        ],
      },
      unknown: chainAnswer({ status: 'success', data: [] }),
      oneImpossible: chainAnswer(TEXT.replace('"oi":3750', '"oi":-75')),
      renamed: {
        answers: chainAnswer(TEXT.replaceAll('strike_price', 'strike')),
        names: 'strike_price',
      },
      nonsense: chainAnswer('{"status":"success","data":7}'),
    },
  });

  it('asks for the list of contracts once a run', async () => {
    const http = scriptedHttp([contracts, { url: CHAIN, body: TEXT }]);
    const source = create(http);
    expect((await source.expiries(NIFTY))?.chains).toEqual([]);
    await source.chain(NIFTY, EXPIRY);
    expect(http.requests).toHaveLength(2);
  });

  it('knows the key of an index that no list has named', async () => {
    const http = scriptedHttp([contracts]);
    const named = { exchange: 'XNSE', symbol: 'NIFTY', sourceKeys: {} } as const;
    expect((await create(http).expiries(named))?.expiries).toHaveLength(2);
    const stranger = { ...named, symbol: 'NOBODY' };
    expect(await create(scriptedHttp([])).expiries(stranger)).toBeUndefined();
    expect(await create(scriptedHttp([])).chain(stranger, EXPIRY)).toBeUndefined();
  });

  it('refuses a chain of another expiry', async () => {
    const http = scriptedHttp(chainAnswer(TEXT.replaceAll('2026-05-26', '2026-06-02')));
    await expect(create(http).chain(NIFTY, EXPIRY)).rejects.toMatchObject({ code: 'bad-data' });
  });
});
