import { describe, expect, it } from 'vitest';
import { add, remove } from '../../src/commands/factor/run.ts';
import { run as showFactors } from '../../src/commands/show-factors/run.ts';
import { instant, readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { CommandContext } from '../../src/kit/command.ts';
import { defaultSettings } from '../support/defaults.ts';
import { openedStore, share } from '../support/opened-store.ts';
import { textOfResult } from './reading-desk.ts';

const DAY = sessionDate('2025-01-06');
const ASKED = { exDate: DAY, factor: 0.9, kind: 'demerger', reason: 'cost apportioned' } as const;

async function desk() {
  const opened = await openedStore();
  await opened.store.write((books) =>
    books.instruments.learn([share('ACME', { isin: 'INE900A01011' })], DAY, instant(0)),
  );
  const clock = { now: () => readInstant('2025-02-03T10:00') };
  const settings = defaultSettings({});
  const ctx = {
    clock,
    wall: clock,
    resolved: { settings },
    store: async () => opened.store,
  } as unknown as CommandContext;
  const shown = async () => (await showFactors(ctx, { symbols: undefined, csv: false })).json;
  return { ctx, opened, shown };
}

describe('factor', () => {
  it('add enters a number with its reason, which show factors tells as manual', async () => {
    const { ctx, shown } = await desk();
    expect(textOfResult(await add(ctx, ASKED, ['acme']))).toBe(
      'ACME: prices before 2025-01-06 are multiplied by 0.9 with --adjust all (demerger: cost apportioned)\n',
    );
    expect(await shown()).toMatchObject([
      {
        symbol: 'ACME',
        isin: 'INE900A01011',
        exDate: '2025-01-06',
        factor: 0.9,
        kinds: ['demerger'],
        checked: null,
        source: 'manual',
        reason: 'cost apportioned',
      },
    ]);
  });

  it('add replaces what was entered for that day, and remove takes it back', async () => {
    const { ctx, opened, shown } = await desk();
    await add(ctx, ASKED, ['ACME']);
    await add(ctx, { ...ASKED, factor: 0.8, kind: 'scheme', reason: 'again' }, ['ACME']);
    expect(await shown()).toMatchObject([{ factor: 0.8, kinds: ['scheme'], reason: 'again' }]);
    expect(await opened.store.manualFactors.list()).toHaveLength(1);
    expect((await remove(ctx, { exDate: DAY }, ['ACME'])).no).toBeUndefined();
    expect(await shown()).toEqual([]);
    expect((await remove(ctx, { exDate: DAY }, ['ACME'])).no).toBe(true);
  });

  it.each([
    [{ ...ASKED, exDate: undefined }, 'ACME', /expected --ex-date/],
    [{ ...ASKED, factor: undefined }, 'ACME', /expected --factor/],
    [{ ...ASKED, factor: 0 }, 'ACME', /expected more than 0, found 0/],
    [{ ...ASKED, reason: ' ' }, 'ACME', /expected --reason/],
    [ASKED, 'NOBODY', /expected the symbol of a share that is kept, found "NOBODY"/],
  ])('add refuses what lacks something: %o', async (asked, symbol, sentence) => {
    const { ctx, opened } = await desk();
    await expect(add(ctx, asked, [symbol])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(sentence) as string,
    });
    expect(await opened.store.manualFactors.list()).toEqual([]);
  });
});
