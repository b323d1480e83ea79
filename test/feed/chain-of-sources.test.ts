import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { dailyBars, intradayBars } from '../support/bars.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import { feeding } from './feeding.ts';

const NOW = '2026-06-12T18:00';
const JUNE = { from: '2026-06-08', to: '2026-06-12' };

const down = (name: 'upstox' | 'yahoo', code: 'not-yet' | 'blocked' | 'disk-io' = 'not-yet') =>
  scriptedSource(name, {
    daily: () => {
      throw new Failure(code, `${name} does not answer`);
    },
  });
const serving = (name: 'upstox' | 'yahoo') =>
  scriptedSource(name, { daily: ({ from, to }) => dailyBars(from, to) });

describe('the chain of sources', () => {
  it('lets the next source answer when one fails', async () => {
    const desk = await feeding([down('upstox'), serving('yahoo')], { now: NOW });
    expect(await desk.daily('ACME', JUNE)).toMatchObject({ status: 'done', changed: 5 });
    expect((await desk.rows('ACME'))[0]).toBe('2026-06-08 10000 yahoo');
    expect(desk.log.map(({ event }) => event)).toContain('source failed, next is asked');
  });

  it("asks for a stand-in's rows again once the first source answers, a split in between included", async () => {
    let up = false;
    const first = scriptedSource('upstox', {
      daily: ({ from, to }) => {
        if (!up) throw new Failure('not-yet', 'upstox does not answer');
        return dailyBars(from, to);
      },
    });
    const desk = await feeding([first, serving('yahoo')], { now: NOW });
    await desk.daily('ACME', JUNE);
    expect(new Set((await desk.rows('ACME')).map((row) => row.split(' ')[2]))).toEqual(
      new Set(['yahoo']),
    );
    up = true;
    await desk.daily('ACME', JUNE);
    expect(first.asks, 'a stand-in answered within the day: not asked again yet').toHaveLength(1);
    desk.moveTo('2026-06-14T18:00');
    await desk.daily('ACME', JUNE);
    expect(new Set((await desk.rows('ACME')).map((row) => row.split(' ')[2]))).toEqual(
      new Set(['upstox']),
    );
  });

  it('tells the failure that counts when none answers, and asks again at the next run', async () => {
    const [first, second] = [down('upstox'), down('yahoo', 'blocked')];
    const desk = await feeding([first, second], { now: NOW });
    const result = await desk.daily('ACME', JUNE);
    expect(result.status).toBe('failed');
    expect(result.failure?.code).toBe('blocked');
    expect(await desk.gaps(), 'nobody answered: no attempt counts').toEqual([
      '2026-06-08..2026-06-12 open×0: no source could answer (blocked)',
    ]);
    first.told();
    await desk.daily('ACME', JUNE);
    expect(first.told()).toEqual(['ACME 1d 2026-06-08..2026-06-12 today']);
  });

  it('ends at once when the disk is what failed', async () => {
    const spare = serving('yahoo');
    const desk = await feeding([down('upstox', 'disk-io'), spare], { now: NOW });
    await expect(desk.daily('ACME', JUNE)).rejects.toMatchObject({ code: 'disk-io' });
    expect(spare.asks).toEqual([]);
  });

  it('ends between two requests once a signal has come', async () => {
    const source = scriptedSource(
      'upstox',
      {
        daily: ({ from, to }) => {
          desk.stop.abort(new Failure('stopped', 'stopped by SIGTERM'));
          return dailyBars(from, to);
        },
      },
      { intervals: [{ interval: '1d', windowDays: 30 }] },
    );
    const desk = await feeding([source], { now: NOW });
    const wish = { from: '2026-03-02', to: '2026-06-12' };
    await expect(desk.daily('ACME', wish)).rejects.toMatchObject({ code: 'stopped' });
    expect(source.asks).toHaveLength(1);
  });

  it('asks a forced source although another one answered within the day', async () => {
    const holey = scriptedSource('upstox', {
      daily: ({ from, to }) => dailyBars(from, to, { without: ['2026-06-10'] }),
    });
    const desk = await feeding([holey], { now: NOW });
    await desk.daily('ACME', JUNE);
    const yahoo = serving('yahoo');
    await desk.daily('ACME', { ...JUNE, chain: [yahoo] });
    expect(yahoo.asks, 'the hole is what yahoo is asked for').toHaveLength(1);
    expect(await desk.rows('ACME')).toContain('2026-06-10 10000 yahoo');
    expect(await desk.rows('ACME'), 'a lesser source replaces nothing').toContain(
      '2026-06-09 10000 upstox',
    );
    expect((await desk.gaps())[0]).toContain('filled');
  });

  it('does not take days that a source no longer serves for answered', async () => {
    const short = scriptedSource(
      'yahoo',
      {
        intraday: ({ from, to }) =>
          from <= '2026-06-11' && to >= '2026-06-11' ? intradayBars('2026-06-11', 15) : [],
      },
      { intervals: [{ interval: '15m', windowDays: 28, reachDays: 2 }] },
    );
    const failing = scriptedSource('upstox', {
      intraday: () => {
        throw new Failure('not-yet', 'down');
      },
    });
    const desk = await feeding([failing, short], { now: NOW });
    await desk.intraday('ACME', '15m', { ...JUNE, to: '2026-06-11' });
    expect(short.asks[0]?.from, 'two days back is as far as it goes').toBe('2026-06-10');
    const answered = await desk.opened.store.syncHistory.answered(
      'ACME',
      '15m',
      ['yahoo'],
      desk.ctx.clock.now(),
    );
    expect(answered.map(({ from }) => from)).toEqual([sessionDate('2026-06-10')]);
    failing.told();
    await desk.intraday('ACME', '15m', { ...JUNE, to: '2026-06-11' });
    expect(failing.told(), 'the older days are still wanted').toEqual([
      'ACME 15m 2026-06-08..2026-06-09',
    ]);
  });

  it('counts the reach of a source from the wall, whatever the run takes for now', async () => {
    const source = scriptedSource(
      'yahoo',
      { daily: ({ from, to }) => dailyBars(from, to) },
      { intervals: [{ interval: '1d', windowDays: 365, reachDays: 30 }] },
    );
    const desk = await feeding([source], { now: NOW });
    desk.moveTo('2026-05-29T18:00', NOW);
    await desk.daily('ACME', { from: '2026-04-01', to: '2026-05-29' });
    expect(source.asks[0]).toMatchObject({ from: '2026-05-13', to: '2026-05-29' });
  });
});
