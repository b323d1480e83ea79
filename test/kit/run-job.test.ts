import { describe, expect, it } from 'vitest';
import { exitStatus } from '../../src/cli/exit.ts';
import { FAILURE_CODES, Failure } from '../../src/core/failure.ts';
import { instant } from '../../src/core/market/instant.ts';
import { outcomeOf } from '../../src/core/outcome.ts';
import { fine, job, running } from './running.ts';

describe('a run', () => {
  it.each(['ok', 'noop', 'partial', 'closed'] as const)(
    'that ends %s is told and kept so',
    async (status) => {
      const desk = await running();
      const report = await desk.run(job(() => fine({ status })));
      expect(report).toMatchObject({ job: 'sample', outcome: status, counts: { rows: 3 } });
      const [row] = await desk.opened.store.runs.newest(1);
      expect(row).toMatchObject({
        id: report.runId,
        outcome: status,
        arguments: 'sample --quiet',
        trigger: 'manual',
        version: '1.2.3',
        pid: 42,
        locks: ['sample'],
        end: { exitCode: exitStatus({ outcome: status }), summary: 'all is well' },
      });
      expect(desk.lock.log).toEqual(['took sample', 'freed sample']);
    },
  );

  it.each(FAILURE_CODES)('that throws %s ends with that and frees its lock', async (code) => {
    const desk = await running();
    const report = await desk.run(
      job(() => {
        throw new Failure(code, `it was ${code}`);
      }),
    );
    const outcome = outcomeOf(code);
    expect(report).toMatchObject({ outcome, error: { code, message: `it was ${code}` } });
    const status = exitStatus({ outcome, error: { code, message: '' } });
    expect(await desk.ledger()).toEqual([`sample ${outcome} ${status}: it was ${code}`]);
    expect(desk.lock.held.size).toBe(0);
  });

  it('that stands alone takes no lock and leaves no row', async () => {
    const desk = await running();
    const report = await desk.run(
      job(() => fine({ result: [1] })),
      { unrecorded: true },
    );
    expect(report).toMatchObject({ outcome: 'ok', result: [1], dryRun: false });
    expect(report.runId).toBeUndefined();
    expect(desk.lock.log).toEqual([]);
    expect(await desk.ledger()).toEqual([]);
  });

  it('that breaks in any other way is a bug with its stack', async () => {
    const desk = await running();
    const report = await desk.run(
      job(() => {
        throw new TypeError('undefined is not a function');
      }),
    );
    expect(report.outcome).toBe('bug');
    expect(report.error?.stack).toContain('run-job.test.ts');
    const [entry] = await desk.opened.store.systemLog.newest('sample', 1);
    expect(entry).toMatchObject({ level: 'error', event: 'undefined is not a function' });
    expect(entry?.fields['stack']).toContain('run-job.test.ts');
  });

  it('keeps its last writing together with the closing row', async () => {
    const desk = await running();
    const { now } = desk.ctx.wall;
    await desk.run(
      job(() => fine({ last: (books) => books.jobState.set('sample', 'cursor', '7', now()) })),
    );
    expect(await desk.opened.store.jobState.get('sample', 'cursor')).toBe('7');
  });

  it('keeps nothing of a last writing that breaks, and is closed as failed', async () => {
    const desk = await running();
    const report = await desk.run(
      job(() =>
        fine({
          async last(books) {
            await books.jobState.set('sample', 'cursor', '7', desk.ctx.wall.now());
            throw new Failure('disk-io', 'the disk is full');
          },
        }),
      ),
    );
    expect(report).toMatchObject({ outcome: 'disk', error: { code: 'disk-io' } });
    expect(await desk.opened.store.jobState.get('sample', 'cursor')).toBeUndefined();
    expect(await desk.ledger()).toEqual(['sample disk 74: the disk is full']);
  });

  it('tells the failure even where the ledger cannot be written any more', async () => {
    const desk = await running();
    const { store } = desk.opened;
    let writes = 0;
    const full = new Failure('disk-io', 'the disk is full');
    const dying = {
      ...store,
      write: ((work) =>
        ++writes > 1 ? Promise.reject(full) : store.write(work)) as typeof store.write,
    };
    const report = await (
      await running({ store: dying, opened: desk.opened })
    ).run(job(() => fine()));
    expect(report).toMatchObject({ outcome: 'disk', summary: 'the disk is full' });
    expect(await desk.ledger(), 'the next run will call it crashed').toEqual([
      'sample running -: -',
    ]);
  });

  it('closes earlier runs of its job that died, and says so; those of other jobs it leaves', async () => {
    const desk = await running();
    for (const name of ['sample', 'other']) {
      await desk.opened.store.write((books) =>
        books.runs.open({
          id: `dead-${name}`,
          job: name,
          trigger: 'cron',
          asOf: desk.ctx.clock.now(),
          startedAt: (desk.ctx.clock.now() - 60) as ReturnType<typeof desk.ctx.clock.now>,
          locks: [name],
          arguments: name,
          version: '1',
          host: 'desk',
          pid: 7,
        }),
      );
    }
    await desk.run(job(() => fine()));
    const runs = await desk.opened.store.runs.newest(3);
    expect(Object.fromEntries(runs.map(({ id, outcome }) => [id, outcome]))).toMatchObject({
      'dead-sample': 'crashed',
      'dead-other': 'running',
    });
    const [entry] = await desk.opened.store.systemLog.newest('sample', 1);
    expect(entry?.event).toBe('an earlier run had crashed');
  });

  it('keeps its warnings in the report, the ledger and the log that stays', async () => {
    const desk = await running();
    const report = await desk.run(
      job((ctx) => {
        ctx.warn('one symbol is unknown');
        ctx.log.write('error', 'a loud thing', { place: 3 });
        ctx.log.write('info', 'a quiet thing');
        return fine();
      }),
    );
    expect(report.warnings).toEqual(['one symbol is unknown']);
    const [row] = await desk.opened.store.runs.newest(1);
    expect(row?.end?.warnings).toEqual(['one symbol is unknown']);
    const entries = await desk.opened.store.systemLog.newest('sample', 9);
    expect(entries.map(({ level, event }) => `${level} ${event}`)).toEqual([
      'error a loud thing',
      'warning one symbol is unknown',
    ]);
    expect(desk.log.map(({ event }) => event)).toContain('a quiet thing');
  });

  it('takes the as-of moment for now and keeps wall time in the ledger', async () => {
    const desk = await running();
    desk.moveTo('2026-03-02T12:00', '2026-06-12T10:00');
    let seen = 0;
    const report = await desk.run(
      job((ctx) => {
        seen = ctx.clock.now();
        return fine();
      }),
    );
    expect(seen).toBe(report.asOf);
    expect(report.startedAt).toBe(desk.ctx.wall.now());
    expect(report.asOf).toBeLessThan(report.startedAt);
  });

  it('prunes idle runs of the ledger once a day', async () => {
    const desk = await running({ now: '2026-03-02T10:00' });
    const idle = job(() => fine({ status: 'noop' }));
    await desk.run(idle);
    const [row] = await desk.opened.store.runs.newest(1);
    if (!row?.end) throw new Error('the run left no row');
    const old = { ...row, id: 'old', startedAt: instant(row.startedAt - 60 * 86_400) };
    const end = { ...row.end, outcome: 'noop' as const, exitCode: 0 };
    await desk.opened.store.write(async (books) => {
      await books.runs.open(old);
      await books.runs.close(old.id, end);
    });
    await desk.run(idle);
    expect(await desk.ledger(), 'today was pruned already').toHaveLength(3);
    desk.moveTo('2026-03-03T10:00');
    await desk.run(idle);
    const ids = (await desk.opened.store.runs.newest(9)).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids).not.toContain('old');
  });
});
