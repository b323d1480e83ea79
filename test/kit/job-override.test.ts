import { describe, expect, it } from 'vitest';
import type { JobOverride } from '../../src/config/job-overrides.ts';
import type { Job } from '../../src/kit/job.ts';
import { overriddenJob, overriddenJobs } from '../../src/kit/job-override.ts';
import { REPEAT_OPTIONS } from '../../src/kit/repeat.ts';
import { scheduleWords } from '../../src/kit/schedule.ts';
import type { Schedule } from '../../src/kit/schedule.ts';
import { fine, job as sample, running } from './running.ts';

const HOURLY: Schedule = { days: 'Mon-Fri', at: ['09:20', '12:20', '15:35'] };
const NIGHTLY: Schedule = { days: 'daily', at: ['02:00'] };
const DRILL: Schedule = { days: 'Sun', at: ['03:30'], words: ['--drill'] };

const jobWith = (schedules: readonly Schedule[], more: Partial<Job> = {}): Job => ({
  ...sample(() => fine()),
  schedules,
  ...more,
});
const GATE = { beforeMinutes: 5, afterMinutes: 5 };

function changed(given: Partial<JobOverride>, job: Job = jobWith([HOURLY])): Job {
  return overriddenJob(job, { job: 'sample', place: 'paperjobs.toml:3', ...given });
}

describe('a job as the configuration wants it', () => {
  it.each<[string, Partial<JobOverride>, Job | undefined, string]>([
    ['in its own span', { interval: '15m' }, undefined, 'Mon–Fri 09:20–15:35 every 15 minutes'],
    ['by hours', { interval: '2h' }, jobWith([NIGHTLY]), 'daily 00:00–23:59 every 120 minutes'],
    ['once a day', { interval: '1d' }, undefined, 'Mon–Fri 09:20'],
    [
      'with the market',
      { interval: '5m', marketHoursOnly: true },
      jobWith([NIGHTLY]),
      'Mon–Fri 09:15–15:30 every 5 minutes',
    ],
    [
      'within a minute',
      { interval: '5s' },
      jobWith([HOURLY], { options: REPEAT_OPTIONS, gate: GATE }),
      'Mon–Fri 09:20–15:35 every minute (--repeat-every 5s --for 55s)',
    ],
    ['by a pattern', { schedule: '30 16 * * mon-fri' }, undefined, 'cron 30 16 * * mon-fri'],
    [
      'and leaves lines with words of their own',
      { schedule: '0  4 * * *' },
      jobWith([NIGHTLY, DRILL]),
      'cron 0 4 * * *; Sundays 03:30 (--drill)',
    ],
  ])('starts %s', (_, given, job, words) => {
    expect(scheduleWords(changed(given, job).schedules)).toBe(words);
  });

  it('looks at the hours of the market, or no more', () => {
    expect(changed({ marketHoursOnly: true }).gate).toEqual({ beforeMinutes: 0, afterMinutes: 0 });
    expect(changed({}, jobWith([HOURLY], { gate: GATE })).gate).toEqual(GATE);
    expect(changed({ marketHoursOnly: false }, jobWith([HOURLY], { gate: GATE })).gate).toBe(
      undefined,
    );
  });

  it('has options for the clock, another priority, or is off', () => {
    const options = ['--wait', '5'];
    expect(changed({ options, priority: 'low' })).toMatchObject({
      timedWords: options,
      priority: 'low',
    });
    expect(changed({ enabled: false }).switchedOff).toBe('paperjobs.toml:3');
    expect(changed({ enabled: true }).switchedOff).toBeUndefined();
  });

  it('that is off ends at once, unless it is forced', async () => {
    const desk = await running();
    const off = changed({ enabled: false });
    const report = await desk.run(off);
    expect(report).toMatchObject({
      outcome: 'disabled',
      summary: 'switched off by paperjobs.toml:3',
    });
    expect(await desk.run(off, { force: true })).toMatchObject({ outcome: 'ok' });
  });

  it.each<[Partial<JobOverride>, string]>([
    [{ schedule: '61 * * * *' }, 'paperjobs.toml:3: jobs.sample.schedule: expected numbers from 0'],
    [{ schedule: '0 0 31 2 *' }, 'expected a day that comes'],
    [{ interval: '5s' }, 'jobs.sample.interval: expected a minute or more for this job'],
    [{ interval: '2d' }, 'expected at most "1d", found "2d"'],
    [{ interval: '48h' }, 'expected at most "1d"'],
    [{ options: ['--forze'] }, 'found "--forze"; did you mean "--force"?'],
  ])('%j is refused', (given, words) => {
    expect(() => changed(given)).toThrow(words);
  });

  it('must be one that there is', () => {
    const list = [jobWith([HOURLY])];
    const place = 'paperjobs.toml:9';
    expect(() => overriddenJobs(list, [{ job: 'smaple', place }])).toThrow(
      'paperjobs.toml:9: jobs.smaple: expected the name of a job, found "smaple"; did you mean "sample"?',
    );
    expect(overriddenJobs(list, [{ job: 'sample', place, priority: 'low' }])[0]?.priority).toBe(
      'low',
    );
  });
});
