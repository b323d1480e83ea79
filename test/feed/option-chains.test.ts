import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { OptionChain } from '../../src/core/options/option-chain.ts';
import { feedOptions } from '../../src/feed/option-chains.ts';
import type { OptionChainSource } from '../../src/ports/options.ts';
import { contract } from '../core/options/contracts.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';
import { scriptedOptions } from '../support/scripted-live.ts';

const NOW = '2026-06-12T11:00';
const [OVER, FIRST, SECOND, THIRD] = ['2026-06-09', '2026-06-16', '2026-06-23', '2026-06-30'].map(
  sessionDate,
) as [OptionChain['expiry'], OptionChain['expiry'], OptionChain['expiry'], OptionChain['expiry']];
const expiries = { expiries: [OVER, FIRST, SECOND, THIRD], chains: [] };
const chain = (expiry: OptionChain['expiry'], more: Partial<OptionChain> = {}): OptionChain => ({
  underlying: 'NIFTY',
  expiry,
  at: readInstant(NOW),
  contracts: [contract(100, 'CE', 1), contract(100, 'PE', 2)],
  ...more,
});
const down = new Failure('not-yet', 'it is down');

async function feeding() {
  const opened = await openedStore();
  const desk = bench({ store: opened.store, now: NOW });
  const feed = (...sources: OptionChainSource[]) =>
    feedOptions(desk.ctx, {
      exchange: 'XNSE',
      underlyings: [{ exchange: 'XNSE', symbol: 'NIFTY', sourceKeys: {} }],
      expiries: 2,
      chain: sources,
    });
  const kept = async (): Promise<string[]> =>
    (await opened.store.optionChains.newest('NIFTY', readInstant('2030-01-01'))).map(
      ({ expiry, source, contracts }) => `${expiry} ${source} ${contracts.length}`,
    );
  return { ...desk, opened, feed, kept };
}

describe('option chains', () => {
  it('of the nearest expiries are kept; again nothing changes', async () => {
    const { feed, kept, opened } = await feeding();
    const source = scriptedOptions('upstox', { expiries, chain: (expiry) => chain(expiry) });
    expect(await feed(source)).toMatchObject({
      status: 'ok',
      counts: { optionChains: 2, contracts: 4, contractsChanged: 4 },
    });
    expect(source.asked).toEqual(['NIFTY', `NIFTY ${FIRST}`, `NIFTY ${SECOND}`]);
    expect(await kept()).toEqual([`${FIRST} upstox 2`, `${SECOND} upstox 2`]);
    expect(await feed(source)).toMatchObject({ status: 'noop', counts: { contractsChanged: 0 } });
    expect(await kept()).toHaveLength(2);
    expect(opened.rowsWritten()).toBeGreaterThan(0);
  });

  it('that come together are all kept, and not asked for one by one', async () => {
    const { feed, kept } = await feeding();
    const chains = [FIRST, SECOND, THIRD].map((expiry) => ({ chain: chain(expiry), refused: [] }));
    const source = scriptedOptions('nse', { expiries: { ...expiries, chains } });
    expect(await feed(source)).toMatchObject({ counts: { optionChains: 3 } });
    expect(source.asked).toEqual(['NIFTY']);
    expect(await kept()).toHaveLength(3);
  });

  it('that one source fails to tell are had from the next', async () => {
    const { feed, kept } = await feeding();
    const first = scriptedOptions('upstox', {
      expiries,
      chain: (expiry) => (expiry === FIRST ? down : chain(expiry)),
    });
    const next = scriptedOptions('nse', { expiries, chain: (expiry) => chain(expiry) });
    expect((await feed(first, next)).status).toBe('ok');
    expect(next.asked).toEqual(['NIFTY', `NIFTY ${FIRST}`]);
    expect(await kept()).toEqual([`${FIRST} nse 2`, `${SECOND} upstox 2`]);
  });

  it('that nobody tells make the run partial, the others stay', async () => {
    const { feed, kept, warnings } = await feeding();
    const source = scriptedOptions('nse', {
      expiries,
      chain: (expiry) => (expiry === FIRST ? down : chain(expiry)),
    });
    const { status, summary } = await feed(source);
    expect(status).toBe('partial');
    expect(summary).toContain('chains missing of NIFTY');
    expect(warnings).toEqual([`options of NIFTY ${FIRST}: it is down`]);
    expect(await kept()).toEqual([`${SECOND} nse 2`]);
  });

  it.each<[string, OptionChainSource[], string, RegExp]>([
    ['every source fails', [scriptedOptions('nse', { expiries: down })], 'not-yet', /it is down/],
    [
      'nobody knows the underlying',
      [scriptedOptions('nse', { expiries: undefined })],
      'bad-data',
      /no source knows options on it/,
    ],
    [
      'no source has its credential',
      [scriptedOptions('upstox', { expiries, ready: false })],
      'auth',
      /paperjobs auth upstox/,
    ],
  ])('are a failure where %s', async (_, sources, code, words) => {
    const { feed } = await feeding();
    const error: unknown = await feed(...sources).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(words) });
  });

  it('of a later moment than the run’s are refused', async () => {
    const { feed, moveTo } = await feeding();
    moveTo('2026-06-11T11:00', NOW);
    const source = scriptedOptions('nse', { expiries, chain: (expiry) => chain(expiry) });
    await expect(feed(source)).rejects.toMatchObject({
      message: expect.stringContaining('later than'),
    });
  });

  it('that are stale are kept, and told', async () => {
    const { feed, kept, warnings } = await feeding();
    const at = readInstant('2026-06-11T15:00');
    const source = scriptedOptions('nse', { expiries, chain: (expiry) => chain(expiry, { at }) });
    await feed(source);
    expect(warnings[0]).toMatch(/^stale option chains of NIFTY, kept as they are/);
    expect(await kept()).toHaveLength(2);
  });
});
