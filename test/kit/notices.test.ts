import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { FailureCode } from '../../src/core/failure.ts';
import { instant } from '../../src/core/market/instant.ts';
import type { Notification } from '../../src/core/notification/notification.ts';
import type { Trigger } from '../../src/core/run.ts';
import { lastDue } from '../../src/kit/schedule.ts';
import { fine, job, running } from './running.ts';
import type { Running } from './running.ts';

const failing = (code: FailureCode, sentence = `it was ${code}`) =>
  job(() => {
    throw new Failure(code, sentence);
  });

/** Messages without digests, oldest first. */
async function messages({ opened }: Running): Promise<Notification[]> {
  const all = await opened.store.notifications.newest(100);
  return all.filter(({ topic }) => topic !== 'digest').toReversed();
}

const titles = async (desk: Running): Promise<string[]> =>
  (await messages(desk)).map(({ title }) => title);

describe('a run that is closed', () => {
  it('queues the first failure, the fifth, and the recovery, each with its run', async () => {
    const desk = await running();
    let last;
    for (let run = 0; run < 1000; run++) last = await desk.run(failing('blocked'));
    expect(last?.outcome).toBe('blocked');
    const { runId } = await desk.run(job(() => fine()));
    expect(await titles(desk)).toEqual([
      'sample failed: blocked',
      'sample has failed 5 times in a row: blocked',
      'sample is well again: ok',
    ]);
    const [first, , recovery] = await messages(desk);
    expect(first?.body).toBe('it was blocked');
    expect(recovery?.runId).toBe(runId);
  });

  it('that is turned away, or has to wait, tells nothing', async () => {
    const desk = await running();
    await desk.run(failing('not-yet'));
    await desk.run(failing('locked'));
    await desk.opened.store.write(({ jobState }) =>
      jobState.set('sample', 'enabled', 'no', desk.ctx.wall.now()),
    );
    await desk.run(job(() => fine()));
    expect(await titles(desk)).toEqual([]);
  });

  it('keeps no message of a last writing that could not be kept', async () => {
    const desk = await running();
    const at = desk.ctx.wall.now();
    await desk.run(
      job(() =>
        fine({
          async last({ notifications }) {
            const draft = { topic: 't', dedupeKey: 'k', priority: 'low', title: 'never' } as const;
            await notifications.queue({ ...draft, body: '', at });
            throw new Failure('disk-io', 'the disk is full');
          },
        }),
      ),
    );
    expect(await titles(desk)).toEqual(['sample failed: disk']);
  });

  it('blanks secrets before anything is queued', async () => {
    const desk = await running();
    const redact = (text: string): string => text.replaceAll('s3cret', '•••');
    await desk.run(failing('auth', 'the token s3cret is refused'), { redact });
    expect((await messages(desk))[0]?.body).toBe('the token ••• is refused');
  });

  it('tells that an earlier one had died', async () => {
    const desk = await running();
    const { store } = desk.opened;
    await store.write(({ runs }) =>
      runs.open({
        id: 'dead',
        job: 'sample',
        trigger: 'systemd',
        asOf: desk.ctx.wall.now(),
        startedAt: desk.ctx.wall.now(),
        locks: ['sample'],
        arguments: '',
        version: '1',
        host: 'desk',
        pid: 1,
      }),
    );
    await desk.run(job(() => fine()));
    expect(await titles(desk)).toEqual(['sample failed: crashed', 'sample is well again: ok']);
  });

  it('a failed step is told of by its chain alone', async () => {
    const desk = await running();
    await desk.run(failing('late'), { trigger: 'chain' });
    expect(await titles(desk)).toEqual([]);
  });

  it('a dry run queues nothing', async () => {
    const desk = await running();
    await desk.run(failing('bug' as FailureCode), { dryRun: true });
    expect(await titles(desk)).toEqual([]);
  });

  it('tells, once a day, that one took far longer than usual', async () => {
    const desk = await running();
    const lasting = (ms: number) => job(async ({ pacer }) => pacer.sleep(ms).then(() => fine()));
    for (let minute = 0; minute < 12; minute++) {
      desk.moveTo(`2026-06-12T10:${String(minute).padStart(2, '0')}`);
      await desk.run(lasting(30_000));
    }
    desk.moveTo('2026-06-12T11:00');
    await desk.run(lasting(200_000));
    await desk.run(lasting(200_000));
    expect(await titles(desk)).toEqual(['sample took 3.3 min, usually 0.5 min']);
  });

  it('tells the digest once, with the first run after its hour', async () => {
    const desk = await running();
    const digests = async (): Promise<string[]> => {
      const all = await desk.opened.store.notifications.newest(9);
      return all.filter(({ topic }) => topic === 'digest').map(({ title }) => title);
    };
    await desk.run(job(() => fine()));
    expect(await digests()).toEqual([]);
    desk.moveTo('2026-06-12T22:00');
    await desk.run(failing('late'));
    await desk.run(job(() => fine()));
    expect(await digests()).toEqual(['2026-06-12: 2 runs, 1 failed']);
    desk.moveTo('2026-06-13T22:30');
    await desk.run(job(() => fine()));
    expect(await digests()).toHaveLength(2);
  });
});

describe('a timer that does not fire', () => {
  const eod = job(() => fine(), {
    name: 'eod',
    schedules: [{ days: 'daily', at: ['18:15'] }],
  });
  const other = job(() => fine());

  /** What is told when `eod` was last started so on the 12th, and others run on the 13th at these times. */
  async function told(trigger: Trigger, ...times: readonly string[]) {
    const desk = await running();
    const jobs = [eod, other];
    desk.moveTo('2026-06-12T18:15');
    await desk.run(eod, { trigger, jobs });
    for (const time of times) {
      desk.moveTo(`2026-06-13T${time}`);
      await desk.run(other, { jobs });
    }
    return { desk, jobs };
  }

  it('is told of once by whatever runs, and again when it fires', async () => {
    const { desk, jobs } = await told('systemd', '18:20', '18:40', '18:55', '19:10');
    expect(await titles(desk)).toEqual(['eod was not started when it was due']);
    desk.moveTo('2026-06-14T18:15');
    await desk.run(eod, { trigger: 'systemd', jobs });
    expect((await titles(desk)).at(-1)).toBe('eod is started again');
    expect(await desk.opened.store.jobState.get('eod', 'overdue')).toBe('');
  });

  it('is not expected where a person starts the job, nor when the machine has just come up', async () => {
    expect(await titles((await told('manual', '18:20', '18:40')).desk)).toEqual([]);
    expect(await titles((await told('cron', '19:30')).desk)).toEqual([]);
  });

  it('its last point is found by the schedule, in India', () => {
    const at = instant(Date.UTC(2026, 5, 14, 3, 0) / 1000); // Sunday 08:30 IST
    const text = (due: number | undefined) => due && new Date(due * 1000).toISOString();
    expect(text(lastDue([{ days: 'daily', at: ['18:15'] }], at))).toBe('2026-06-13T12:45:00.000Z');
    const minutes = { days: 'Mon-Fri', everyMinutes: 1, from: '09:15', to: '15:30' } as const;
    expect(text(lastDue([minutes], at))).toBe('2026-06-12T10:00:00.000Z');
    expect(lastDue([], at)).toBeUndefined();
  });
});
