import { Cron } from 'croner';
import type { JobOverride } from '../config/job-overrides.ts';
import { Failure } from '../core/failure.ts';
import { nearest } from '../core/nearest.ts';
import { readCronPattern } from './cron-pattern.ts';
import type { Job } from './job.ts';
import { flagName } from './options.ts';
import { SCHEDULE_ZONE, pointsOf } from './schedule.ts';
import type { Schedule, ScheduleDays } from './schedule.ts';

/** A session, to which a job is held that runs in market hours only; Indian time. */
const [MARKET_OPEN, MARKET_CLOSE] = ['09:15', '15:30'];
/** Flags of every job that a run by the clock may be given. */
const COMMON_FLAGS = ['sandbox', 'force', 'wait', 'quiet', 'verbose', 'log-format'];

function wrong({ place, job }: JobOverride, key: string, sentence: string): Failure {
  return new Failure('config', `${place}: jobs.${job}.${key}: ${sentence}`);
}

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** The lines with the same words as the first one: the job's rhythm. */
function isMain([first]: readonly Schedule[], schedule: Schedule): boolean {
  const words = (one: Schedule | undefined): string => (one?.words ?? []).join(' ');
  return words(schedule) === words(first);
}

/** From when to when the rhythm of a job goes, and on which days. */
function spanOf(job: Job, main: readonly Schedule[], marketHoursOnly: boolean): Span {
  const days = main.map((schedule) => ('days' in schedule ? schedule.days : 'daily'))[0] ?? 'daily';
  if (marketHoursOnly) return { days: 'Mon-Fri', from: MARKET_OPEN, to: MARKET_CLOSE };
  const points = main.flatMap(pointsOf).toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [points[0], points.at(-1)];
  if (first < last) return { days, from: clock(first), to: clock(last) };
  if (job.gate) return { days: 'Mon-Fri', from: MARKET_OPEN, to: MARKET_CLOSE };
  return { days, from: '00:00', to: '23:59' };
}

interface Span {
  readonly days: ScheduleDays;
  readonly from: string;
  readonly to: string;
}

function byInterval(
  override: JobOverride,
  interval: string,
  job: Job,
  main: readonly Schedule[],
): Schedule {
  const [count, unit] = [Number(interval.slice(0, -1)), interval.slice(-1)];
  const span = spanOf(job, main, override.marketHoursOnly === true);
  const words = main[0]?.words ? { words: main[0].words } : {};
  if (unit === 'd') {
    if (count !== 1)
      throw wrong(override, 'interval', `expected at most "1d", found "${interval}"`);
    const [first = 0] = main.flatMap(pointsOf).toSorted((a, b) => a - b);
    return { days: span.days, at: [clock(first)], ...words };
  }
  if (unit !== 's') {
    const minutes = unit === 'h' ? count * 60 : count;
    if (minutes >= 24 * 60) throw wrong(override, 'interval', `expected at most "1d"`);
    return { ...span, everyMinutes: minutes, ...words };
  }
  if (!('repeatEvery' in job.options) || count > 30) {
    const why = count > 30 ? 'at most "30s" below a minute' : 'a minute or more for this job';
    throw wrong(override, 'interval', `expected ${why}, found "${interval}"`);
  }
  // The last pass begins before the next minute does.
  const length = Math.floor(59 / count) * count;
  const repeat = ['--repeat-every', `${count}s`, '--for', `${length}s`];
  return { ...span, everyMinutes: 1, words: repeat };
}

function byPattern(override: JobOverride, pattern: string, main: readonly Schedule[]): Schedule {
  const fields = readCronPattern(pattern);
  if (typeof fields === 'string') throw wrong(override, 'schedule', fields);
  const next = new Cron(pattern, { timezone: SCHEDULE_ZONE }).nextRun(new Date(0));
  if (!next) throw wrong(override, 'schedule', `expected a day that comes, found "${pattern}"`);
  return {
    cron: pattern.trim().split(/\s+/).join(' '),
    ...(main[0]?.words ? { words: main[0].words } : {}),
  };
}

function schedulesOf(override: JobOverride, job: Job): readonly Schedule[] {
  const main = job.schedules.filter((schedule) => isMain(job.schedules, schedule));
  const others = job.schedules.filter((schedule) => !main.includes(schedule));
  if (override.schedule !== undefined)
    return [byPattern(override, override.schedule, main), ...others];
  if (override.interval !== undefined) {
    return [byInterval(override, override.interval, job, main), ...others];
  }
  if (override.marketHoursOnly !== true) return job.schedules;
  // Starts outside the hours would all be told that the market is shut.
  return job.schedules.map((schedule) =>
    'everyMinutes' in schedule
      ? { ...schedule, days: 'Mon-Fri', from: MARKET_OPEN, to: MARKET_CLOSE }
      : schedule,
  );
}

function checkWords(override: JobOverride, job: Job): void {
  const known = [...Object.keys(job.options).map(flagName), ...COMMON_FLAGS];
  for (const word of override.options ?? []) {
    const [, flag] = /^--([\w-]+)/.exec(word) ?? [];
    if (flag === undefined || known.includes(flag)) continue;
    const close = nearest(flag, known);
    const hint = close === undefined ? '' : `; did you mean "--${close}"?`;
    throw wrong(override, 'options', `expected options of the job, found "--${flag}"${hint}`);
  }
}

/** A job as the configuration wants it. @throws Failure `config` that names place and key */
export function overriddenJob(job: Job, override: JobOverride): Job {
  checkWords(override, job);
  const { gate, ...ungated } = job;
  const hours = override.marketHoursOnly ?? gate !== undefined;
  const kept = hours
    ? { ...ungated, gate: gate ?? { beforeMinutes: 0, afterMinutes: 0 } }
    : ungated;
  return {
    ...kept,
    schedules: schedulesOf(override, job),
    priority: override.priority ?? job.priority,
    ...(override.options ? { timedWords: override.options } : {}),
    ...(override.enabled === false ? { switchedOff: override.place } : {}),
  };
}

/**
 * The jobs as the configuration wants them.
 *
 * @throws Failure `config` for a table of a job that there is not, or one that it cannot follow
 */
export function overriddenJobs(
  jobs: readonly Job[],
  overrides: readonly JobOverride[],
): readonly Job[] {
  const names = jobs.map(({ name }) => name);
  for (const { job, place } of overrides) {
    if (names.includes(job)) continue;
    const close = nearest(job, names);
    const hint = close === undefined ? `one of ${names.join(', ')}` : `did you mean "${close}"?`;
    throw new Failure(
      'config',
      `${place}: jobs.${job}: expected the name of a job, found "${job}"; ${hint}`,
    );
  }
  return jobs.map((job) => {
    const override = overrides.find((one) => one.job === job.name);
    return override ? overriddenJob(job, override) : job;
  });
}
