import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { eod } from '../../src/jobs/eod/job.ts';
import { learnLists } from '../../src/jobs/eod/learn-lists.ts';
import type { Context, Sources } from '../../src/kit/context.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { EndOfDaySource } from '../../src/ports/end-of-day.ts';
import type { InstrumentSource } from '../../src/ports/prices.ts';
import { bench } from '../support/bench.ts';
import { openedStore, share } from '../support/opened-store.ts';
import { sandboxDesk } from './sandbox-desk.ts';

const DAY = sessionDate('2026-06-11');
const EVENING = '2026-06-12T18:30';

/** Runs the job with parts of what is published beside the prices in place of the exchange's. */
async function runWith(ctx: Context, endOfDay: Partial<EndOfDaySource> = {}) {
  const { run } = await eod.load();
  const sources: Sources = { ...ctx.sources, endOfDay: { ...ctx.sources.endOfDay, ...endOfDay } };
  return run({ ...ctx, sources }, readOptions(eod.options, { date: DAY }));
}

it('a session without deliveries is partial, and only they are asked for again', async () => {
  const { ctx, opened, warnings, told } = await sandboxDesk(EVENING);
  const first = await runWith(ctx, { deliveries: async () => undefined });
  expect(first).toMatchObject({ status: 'partial', counts: { partial: 1, failed: 0 } });
  expect(first.summary).toContain('incomplete: 2026-06-11');
  expect(warnings.join()).toContain('2026-06-11: deliveries: expected deliveries');
  const delivered = async () =>
    (await opened.store.sessionTrades.shown(['PAPERTIGER'], DAY, DAY)).map((row) => row.delivered);
  expect(await delivered()).toEqual([undefined]);
  told();
  expect(await runWith(ctx, { deliveries: async () => undefined })).toMatchObject({
    status: 'partial',
    counts: { changed: 0, partial: 1 },
  });
  expect(await runWith(ctx)).toMatchObject({ status: 'ok' });
  expect(told()).toEqual(['/products/content/sec_bhavdata_full_11062026.csv']);
  expect((await delivered())[0]).toBeGreaterThan(0);
  expect(await runWith(ctx)).toMatchObject({ status: 'noop' });
});

it('index closes of a wrong shape leave the prices alone', async () => {
  const { ctx, opened, warnings } = await sandboxDesk(EVENING);
  const refused = async () => {
    throw new Failure('bad-data', 'expected a column "Closing Index Value"');
  };
  expect(await runWith(ctx, { indexCloses: refused })).toMatchObject({ status: 'partial' });
  expect(warnings.join()).toContain('index closes: expected a column');
  expect(await opened.store.indexValues.indices()).toEqual([]);
  expect(await opened.store.sessionFiles.done('XNSE', 'prices')).toEqual([DAY]);
  expect(await runWith(ctx)).toMatchObject({ status: 'ok' });
  expect(await opened.store.indexValues.indices()).toHaveLength(3);
});

it('index closes are had although the prices are late, and the session is not done', async () => {
  const { ctx, opened } = await sandboxDesk(EVENING);
  const prices = ctx.sources.prices.map((source) => ({
    ...source,
    session: async () => undefined,
  }));
  await expect(runWith({ ...ctx, sources: { ...ctx.sources, prices } })).rejects.toMatchObject({
    code: 'late',
  });
  expect(await opened.store.indexValues.indices()).toHaveLength(3);
  expect(await runWith(ctx)).toMatchObject({ status: 'ok' });
  expect(await opened.store.sessionFiles.done('XNSE', 'prices')).toEqual([DAY]);
});

it('price bands that are not there are no reason to call a session partial', async () => {
  const { ctx } = await sandboxDesk(EVENING);
  expect(await runWith(ctx, { priceBands: async () => undefined })).toMatchObject({ status: 'ok' });
  expect(await runWith(ctx)).toMatchObject({ status: 'noop' });
});

it('a signal between sessions ends the run, and what was written stays', async () => {
  const { ctx, opened, stop } = await sandboxDesk(EVENING);
  await runWith(ctx);
  stop.abort(new Failure('stopped', 'asked to stop'));
  const { run } = await eod.load();
  const again = run(ctx, readOptions(eod.options, { from: '2026-06-08' }));
  await expect(again).rejects.toMatchObject({ code: 'stopped' });
  expect(await opened.store.sessionFiles.done('XNSE', 'prices')).toEqual([DAY]);
});

function source(name: string, ...symbols: readonly string[]) {
  let asked = 0;
  const one: InstrumentSource = {
    name,
    exchanges: ['XNSE'],
    async instruments() {
      asked++;
      if (symbols.length === 0) throw new Failure('not-yet', 'down');
      return { instruments: symbols.map((symbol) => share(symbol)), refused: [] };
    },
  };
  return { one, asked: () => asked };
}

it('lists are taken in once a day; one that cannot be had is gone without', async () => {
  const opened = await openedStore();
  const desk = bench({ store: opened.store, now: '2026-06-12T18:30' });
  const [shares, funds] = [source('nse', 'ACME'), source('nse-etf')];
  const learn = () => learnLists(desk.ctx, [shares.one, funds.one], desk.ctx.sources.endOfDay, DAY);
  await learn();
  await learn();
  expect([shares.asked(), funds.asked()]).toEqual([1, 1]);
  expect(await opened.store.instruments.symbols('XNSE')).toEqual(['ACME']);
  expect(desk.log.map(({ event }) => event)).toEqual(['list not available', 'lists read']);
  desk.moveTo('2026-06-13T18:30');
  await learn();
  expect(shares.asked()).toBe(2);
});

it("today's lists tell nothing of a past moment, unless they come from elsewhere", async () => {
  const opened = await openedStore();
  const shares = source('nse', 'ACME');
  const learnAt = async (settings: Parameters<typeof bench>[0]['settings'] = {}) => {
    const desk = bench({ store: opened.store, now: '2026-06-12T18:30', settings });
    desk.moveTo('2026-06-12T18:30', '2026-11-26T09:00');
    await learnLists(desk.ctx, [shares.one], desk.ctx.sources.endOfDay, DAY);
  };
  await learnAt();
  expect(shares.asked()).toBe(0);
  await learnAt({ base_url: 'http://127.0.0.1:1' });
  expect(shares.asked()).toBe(1);
});
