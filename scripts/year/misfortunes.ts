import { addDays, weekday } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { istInstant } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import type { Death } from './crash.ts';
import { oneOf } from './seeded.ts';
import type { Seeded } from './seeded.ts';
import type { Start } from './starts.ts';

/** Something is wrong with the sources for some hours. */
export interface Outage {
  /** As `PAPERJOBS_SANDBOX_FAULTS` has it. */
  readonly faults: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** None that hangs: that is a matter of real time, which this year has not. */
const FAULTS: readonly [string, ...string[]] = [
  '503',
  '403:nse',
  '500:upstox',
  '429*20',
  'html:nse',
  'truncated',
  'columns:nse',
  'columns:upstox',
  'garbage-row*3',
  'late:nse',
  '503:upstox,503:yahoo',
];
const FROM: readonly [string, ...string[]] = ['08:00', '12:10', '17:00'];
const TO: readonly [string, ...string[]] = ['13:45', '18:50', '21:20'];

/** What goes wrong on a day: on one in six something does. */
export function outageOf(random: Seeded, day: SessionDate): Outage | undefined {
  const [strikes, faults] = [random() < 1 / 6, oneOf(random, FAULTS)];
  const [from, to] = [istInstant(day, oneOf(random, FROM)), istInstant(day, oneOf(random, TO))];
  return strikes && from < to ? { faults, from, to } : undefined;
}

/** Jobs whose work is done by further processes die in suites of their own. */
const SPARED = new Set(['backup', 'vacuum', 'daily']);

/** The one start of a week that dies; its day and its place among the day's starts. */
export interface Crash {
  readonly day: SessionDate;
  readonly placeRatio: number;
  readonly death: Death;
}

export function crashOf(random: Seeded, monday: SessionDate): Crash {
  return {
    day: addDays(monday, Math.floor(random() * 5)),
    placeRatio: random(),
    death: {
      writing: 1 + Math.floor(random() * 4),
      when: oneOf<Death['when']>(random, ['inside', 'after']),
    },
  };
}

/** The start that is meant, of those that can die. */
export function doomedStart(starts: readonly Start[], { placeRatio }: Crash): Start | undefined {
  const mortal = starts.filter(({ job }) => !SPARED.has(job.name));
  return mortal[Math.floor(placeRatio * mortal.length)];
}

/** Monday of the day's week. */
export function mondayOf(day: SessionDate): SessionDate {
  return addDays(day, -((weekday(day) + 6) % 7));
}
