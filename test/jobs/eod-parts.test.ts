import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { ahead } from '../../src/jobs/eod/ahead.ts';
import { planEod, rangeOf } from '../../src/jobs/eod/plan.ts';

describe('ahead', () => {
  const wait = () => new Promise((resolve) => setImmediate(resolve));

  it('gives results in order, and has no more under way than it was told', async () => {
    let [running, most] = [0, 0];
    const got: number[] = [];
    const results = ahead([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < 6 - item; turn++) await wait();
      running--;
      return item * 10;
    });
    for await (const result of results) got.push(result);
    expect(got).toEqual([10, 20, 30, 40, 50]);
    expect(most).toBe(2);
  });

  it('meets a rejection at its turn, and nobody else hears of it', async () => {
    const got: number[] = [];
    const work = async (): Promise<void> => {
      for await (const result of ahead([1, 2, 3], 3, async (item) => {
        if (item === 2) throw new Error('two');
        return item;
      })) {
        got.push(result);
        await wait();
      }
    };
    await expect(work()).rejects.toThrow('two');
    expect(got).toEqual([1]);
  });

  it('has nothing to do for nothing', async () => {
    for await (const _ of ahead([], 2, async () => 1)) throw new Error('there is none');
  });
});

describe('a plan', () => {
  const calendar = calendarOf('XNSE');
  const since = {
    deliveries: sessionDate('2020-01-01'),
    indices: sessionDate('2012-10-01'),
    bands: sessionDate('2020-01-01'),
  };
  const plan = (from: string, to: string, only?: readonly string[], now = `${to}T18:30`) =>
    planEod(
      calendar,
      { from: sessionDate(from), to: sessionDate(to) },
      only && new Set(only.map(sessionDate)),
      (session) => (session === '2026-05-19' ? [{ kind: 'prices', state: 'done' }] : []),
      since,
      readInstant(now),
    );

  it('is about sessions that are over and lack something, special ones too', () => {
    const { tasks, sessions } = plan('2026-05-18', '2026-05-20');
    expect(tasks.map(({ day, needed }) => `${day.session} ${needed.join()}`)).toEqual([
      '2026-05-18 prices,deliveries,indices,bands',
      '2026-05-19 deliveries,indices,bands',
      '2026-05-20 prices,deliveries,indices,bands',
    ]);
    expect(sessions).toBe(3);
    expect(plan('2020-11-14', '2020-11-16', undefined, '2020-11-16T20:00').sessions).toBe(1);
    expect(plan('2026-05-18', '2026-05-20', undefined, '2026-05-20T16:00').sessions).toBe(2);
  });

  it('tells sessions asked for by name that are not over, and days that nobody knows of', () => {
    const running = plan('2026-05-20', '2026-05-20', ['2026-05-20'], '2026-05-20T11:00');
    expect(running.running.map(({ session }) => session)).toEqual(['2026-05-20']);
    expect(running.tasks).toEqual([]);
    const far = plan('2031-01-01', '2031-01-02', undefined, '2031-01-02T20:00');
    expect(far).toMatchObject({ tasks: [], sessions: 0 });
    expect(far.unknown.join()).toContain('calendar update');
  });

  it('ends today at the latest, and begins as many days before its end', () => {
    const today = sessionDate('2026-05-20');
    expect(rangeOf({}, 10, today)).toEqual({ from: '2026-05-10', to: '2026-05-20' });
    expect(rangeOf({ to: sessionDate('2027-01-01') }, 1, today).to).toBe('2026-05-20');
    expect(rangeOf({ from: sessionDate('2026-01-01') }, 1, today).from).toBe('2026-01-01');
  });
});
