import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { fine, job, memoryLock, running } from './running.ts';

const stopped = (name: 'SIGINT' | 'SIGTERM') =>
  new Failure('stopped', `stopped by ${name}`, { detail: { signal: name } });

describe('a job that is switched off', () => {
  it('does nothing, and says how to switch it on; --force runs it', async () => {
    const desk = await running();
    await desk.opened.store.write((books) =>
      books.jobState.set('sample', 'enabled', 'no', desk.ctx.wall.now()),
    );
    const report = await desk.run(job(() => fine()));
    expect(report).toMatchObject({ outcome: 'disabled' });
    expect(report.summary).toContain('paperjobs enable sample');
    expect(desk.lock.log, 'no lock was needed').toEqual([]);
    expect(
      await desk.run(
        job(() => fine()),
        { force: true },
      ),
    ).toMatchObject({ outcome: 'ok' });
    expect((await desk.ledger()).map((row) => row.split(':')[0])).toEqual([
      'sample ok 0',
      'sample disabled 0',
    ]);
  });
});

describe('a gated job', () => {
  const gated = job(() => fine(), { gate: { beforeMinutes: 15, afterMinutes: 15 } });

  it('is closed on a holiday, and runs with --force', async () => {
    const desk = await running({ now: '2026-01-26T10:00' });
    expect(await desk.run(gated)).toMatchObject({
      outcome: 'closed',
      summary: 'XNSE is closed on 2026-01-26: Republic Day',
    });
    expect(await desk.run(gated, { force: true })).toMatchObject({ outcome: 'ok' });
  });

  it('asks for a calendar on a day that nobody knows', async () => {
    const desk = await running({ now: '2035-01-26T10:00' });
    const report = await desk.run(gated);
    expect(report).toMatchObject({ outcome: 'config' });
    expect(report.summary).toContain('calendar update');
    expect((await desk.ledger())[0]).toMatch(/^sample config 78/);
  });

  it('goes by the as-of moment', async () => {
    const desk = await running();
    desk.moveTo('2026-06-12T10:00', '2026-06-14T23:00');
    expect(await desk.run(gated)).toMatchObject({ outcome: 'ok' });
  });
});

describe('a lock that another run holds', () => {
  it('is waited for, then given up with the name of the holder', async () => {
    const desk = await running({ lock: memoryLock('sample') });
    await desk.opened.store.write((books) =>
      books.runs.open({
        id: 'other',
        job: 'backup',
        trigger: 'cron',
        asOf: desk.ctx.clock.now(),
        startedAt: desk.ctx.clock.now(),
        locks: ['sample'],
        arguments: '',
        version: '1',
        host: 'desk',
        pid: 777,
      }),
    );
    const report = await desk.run(job(() => fine()));
    expect(report).toMatchObject({ outcome: 'locked', error: { code: 'locked' } });
    expect(report.summary).toContain('which backup (process 777) holds');
    expect(report.durationMs).toBeGreaterThanOrEqual(2000);
    expect(desk.log.filter(({ event }) => event.startsWith('waiting'))).toHaveLength(1);
    expect((await desk.ledger()).find((row) => row.startsWith('sample'))).toMatch(
      /^sample locked 11/,
    );
  });

  it('is taken once it is free', async () => {
    const lock = memoryLock('sample');
    const desk = await running({ lock });
    const { sleep } = desk.ctx.pacer;
    let naps = 0;
    const pacer = {
      ...desk.ctx.pacer,
      sleep: async (milliseconds: number) => {
        if (++naps === 3) lock.held.clear();
        await sleep(milliseconds);
      },
    };
    const report = await desk.run(
      job(() => fine()),
      { context: { ...desk.ctx, pacer } },
    );
    expect(report.outcome).toBe('ok');
    expect(naps).toBe(3);
  });

  it('is not waited for with a wait of zero', async () => {
    const desk = await running({ lock: memoryLock('sample') });
    const report = await desk.run(
      job(() => fine()),
      { waitSeconds: 0 },
    );
    expect(report).toMatchObject({ outcome: 'locked', durationMs: 0 });
  });
});

describe('a signal', () => {
  it('before the run stops it before its work', async () => {
    const desk = await running();
    desk.stop.abort(stopped('SIGTERM'));
    let worked = false;
    const report = await desk.run(
      job(() => {
        worked = true;
        return fine();
      }),
    );
    expect(worked).toBe(false);
    expect(report).toMatchObject({ outcome: 'stopped', signal: 'SIGTERM' });
    expect(await desk.ledger()).toEqual(['sample stopped 143: stopped by SIGTERM']);
  });

  it('while waiting for a lock ends the wait', async () => {
    const desk = await running({ lock: memoryLock('sample') });
    const pacer = {
      ...desk.ctx.pacer,
      sleep: async (milliseconds: number, signal?: AbortSignal) => {
        desk.stop.abort(stopped('SIGINT'));
        return desk.ctx.pacer.sleep(milliseconds, signal);
      },
    };
    const report = await desk.run(
      job(() => fine()),
      { context: { ...desk.ctx, pacer } },
    );
    expect(report).toMatchObject({ outcome: 'stopped', signal: 'SIGINT' });
    expect(await desk.ledger()).toEqual(['sample stopped 130: stopped by SIGINT']);
  });

  it('during the work explains whatever breaks then', async () => {
    const desk = await running();
    const report = await desk.run(
      job(() => {
        desk.stop.abort(stopped('SIGTERM'));
        throw new Error('the request was cut off');
      }),
    );
    expect(report).toMatchObject({ outcome: 'stopped', summary: 'stopped by SIGTERM' });
    expect(desk.lock.held.size).toBe(0);
  });
});

describe('a dry run', () => {
  it('takes the same path, keeps nothing and needs no lock', async () => {
    const desk = await running({ lock: memoryLock('sample') });
    const { dryStore, rowsWritten } = desk.opened;
    const at = desk.ctx.wall.now();
    const report = await desk.run(
      job(async (ctx) => {
        await ctx.store.write((books) => books.watchlist.add('ACME', 'XNSE', at));
        return fine({ last: () => Promise.reject(new Error('never called')) });
      }),
      { dryRun: true, context: { ...desk.ctx, store: dryStore }, rowsWritten },
    );
    expect(report).toMatchObject({ outcome: 'ok', dryRun: true, counts: { discardedRows: 1 } });
    expect(report.runId).toBeUndefined();
    expect(await desk.ledger()).toEqual([]);
    expect(await desk.opened.store.watchlist.symbols('XNSE')).toEqual([]);
  });
});
