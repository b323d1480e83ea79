import { describe, expect, it } from 'vitest';
import { options } from '../../src/commands/show-options/command.ts';
import { run } from '../../src/commands/show-options/run.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { OptionContract } from '../../src/core/options/option-chain.ts';
import { readOptions } from '../../src/kit/options.ts';
import { contract } from '../core/options/contracts.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const NOW = '2026-06-12T11:00';
const CONTRACTS: readonly OptionContract[] = [
  contract(100, 'CE', 40, { lastPaise: paise(1250), volume: 10, volatilityRatio: 0.1255 }),
  contract(100, 'PE', 60, { volume: 5, openInterestChange: -3 }),
  contract(110, 'CE', 20),
];

async function showing() {
  const desk = await readingDesk(NOW);
  const show = (symbol: string, raw = {}) => run(desk.ctx, readOptions(options, raw), [symbol]);
  const save = (expiry: string, at = NOW) =>
    desk.keep((books) =>
      books.optionChains.save(
        {
          underlying: 'NIFTY',
          expiry: sessionDate(expiry),
          at: readInstant(at),
          spotPaise: paise(10_400),
          contracts: CONTRACTS,
        },
        'nse',
        readInstant(at),
        readInstant(at),
      ),
    );
  await save('2026-06-09', '2026-06-08T11:00');
  await save('2026-06-16');
  await save('2026-06-23', '2026-06-12T10:00');
  return { ...desk, show };
}

describe('show options', () => {
  it('prints a line for each expiry to come, with put–call ratio and max pain', async () => {
    const { show } = await showing();
    const shown = await show('nifty');
    expect(textOfResult(shown).split('\n')).toEqual([
      'expiry      time                         spot  contracts    PCR  PCR volume  max pain  source',
      '2026-06-16  2026-06-12T11:00:00+05:30  104.00          3  1.000       0.500    100.00  nse',
      '2026-06-23  2026-06-12T10:00:00+05:30  104.00          3  1.000       0.500    100.00  nse',
      '',
    ]);
    expect(shown.json).toMatchObject([{ expiry: '2026-06-16' }, { expiry: '2026-06-23' }]);
  });

  it('prints the chain of an expiry, calls left and puts right of the strikes', async () => {
    const { show } = await showing();
    const { text, json } = await show('NIFTY', { expiry: '2026-06-16' });
    const lines = textOfResult({ text, json }).split('\n');
    expect(lines[4]?.trim().split(/ {2,}/)).toEqual([
      '40',
      '10',
      '12.55',
      '12.50',
      '100.00',
      '5',
      '-3',
      '60',
    ]);
    expect(json).toEqual([
      {
        symbol: 'NIFTY',
        expiry: '2026-06-16',
        time: '2026-06-12T11:00:00+05:30',
        fetched: '2026-06-12T11:00:00+05:30',
        source: 'nse',
        spot: 104,
        pcr: 1,
        pcrVolume: 0.5,
        maxPain: 100,
        contracts: [
          expect.objectContaining({ strike: 100, type: 'CE', last: 12.5, volatilityRatio: 0.1255 }),
          expect.objectContaining({ strike: 100, type: 'PE', last: null, openInterestChange: -3 }),
          expect.objectContaining({ strike: 110, type: 'CE', openInterest: 20, delta: null }),
        ],
      },
    ]);
  });

  it('says what fetches chains where none is kept yet', async () => {
    const { ctx } = await readingDesk(NOW);
    const shown = await run(ctx, readOptions(options, {}), ['NIFTY']);
    expect(textOfResult(shown)).toMatch(/^no option chains are kept: .*--underlyings NIFTY/);
    expect(shown.json).toEqual([]);
  });

  it.each([
    ['NIFTTY', {}, /did you mean NIFTY\?/],
    ['ZZZZZZZZ', {}, /market-sync --underlyings ZZZZZZZZ/],
    ['NIFTY', { expiry: '2026-06-17' }, /--expiry: expected one of 2026-06-09, 2026-06-16/],
  ])('refuses %s %j, and says what there is', async (symbol, raw, words) => {
    const { show } = await showing();
    await expect(show(symbol, raw)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(words),
    });
  });
});
