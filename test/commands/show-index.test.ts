import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { run as showIndex } from '../../src/commands/show-index/run.ts';
import { run as showSectors } from '../../src/commands/show-sectors/run.ts';
import type { CommandContext } from '../../src/kit/command.ts';
import { member, members } from '../core/indices/members.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

/** What the two commands take of their context. */
async function desk(): Promise<CommandContext> {
  const { store } = await openedStore();
  const learn = (day: string, list: ReturnType<typeof members>) =>
    store.write((books) =>
      books.indexMembership.learn(
        { code: 'NIFTY50', day: sessionDate(day), members: list, source: 'nse' },
        NOW,
      ),
    );
  await learn('2025-03-28', members('AMBER', 'BOLT'));
  const { industry: _, ...bare } = member('CORAL');
  await learn('2025-09-06', [...members('AMBER', 'DUMMYBOLT'), bare]);
  const used = { clock: { now: () => NOW }, store: async () => store };
  return used as unknown as CommandContext;
}

const on = (day?: string) => ({ on: day === undefined ? undefined : sessionDate(day) });

describe('show index', () => {
  it('tells the members of a day with the days on which they joined and left', async () => {
    const { json } = await showIndex(await desk(), on('2025-08-01'), ['nifty50']);
    const [amber, bolt] = members('AMBER', 'BOLT');
    const joined = '2025-03-28';
    expect(json).toEqual([
      { ...amber, joined, left: null },
      { ...bolt, joined, left: '2025-09-06' },
    ]);
  });

  it('tells those of now, with place holders as such and nothing where the list has nothing', async () => {
    const { json, text } = await showIndex(await desk(), on(), ['NIFTY50']);
    expect(json).toMatchObject([
      { symbol: 'AMBER', dummy: false },
      { symbol: 'CORAL', industry: null, joined: '2025-09-06' },
      { symbol: 'DUMMYBOLT', dummy: true },
    ]);
    expect(text).toMatch(
      /^Nifty 50 \(NIFTY50\) on 2026-11-26: 3 rows of the list of 2025-09-06, from nse\n/,
    );
    expect(text).toMatch(/AMBER .* 2025-03-28 or before\n/);
    expect(text).toMatch(/DUMMYBOLT .* place holder\n/);
  });

  it('says what is kept where nothing of that day or before is', async () => {
    const early = await showIndex(await desk(), on('2025-01-01'), ['NIFTY50']);
    expect(early.json).toEqual([]);
    expect(early.text).toMatch(
      /^no list of NIFTY50 is kept of 2025-01-01 or before.* of NIFTY50\n$/,
    );
  });

  it('refuses a code that there is not', async () => {
    await expect(showIndex(await desk(), on(), ['NIFTY5O'])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/did you mean "NIFTY50"/) as string,
    });
  });
});

describe('show sectors', () => {
  it('tells the industry of each company, of the asked ones only', async () => {
    const ctx = await desk();
    const all = await showSectors(ctx, { ...on(), symbols: undefined });
    expect(all.json).toMatchObject([{ symbol: 'AMBER' }, { symbol: 'BOLT' }]);
    const some = await showSectors(ctx, { ...on('2025-04-01'), symbols: ['bolt'] });
    expect(some.json).toEqual([
      {
        industry: 'Tea',
        symbol: 'BOLT',
        isin: member('BOLT').isin,
        company: 'BOLT Ltd.',
        from: '2025-03-28',
        to: null,
      },
    ]);
    expect(some.text).toMatch(/^industry +symbol .*\nTea +BOLT /);
    const none = await showSectors(ctx, { ...on('2020-01-01'), symbols: undefined });
    expect(none.text).toMatch(/^no industry is known/);
  });
});
