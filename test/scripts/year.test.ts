import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { upcomingSpecials } from '../../src/core/calendar/upcoming-specials.ts';
import { istText } from '../../src/core/market/instant.ts';
import { addDays, sessionDate } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { JOBS } from '../../src/jobs/index.ts';
import { nextDue } from '../../src/kit/schedule.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { crashOf, doomedStart, outageOf } from '../../scripts/year/misfortunes.ts';
import { seeded } from '../../scripts/year/seeded.ts';
import { startsOf } from '../../scripts/year/starts.ts';

const calendar = sandboxCalendar();
const specialsOf = (day: SessionDate) => upcomingSpecials(calendar, day, day);
const MUHURAT = sessionDate('2025-11-05');
const SATURDAY = sessionDate('2025-02-15');

describe('the starts of a day', () => {
  const startsOn = (day: SessionDate, name: string, sample = 1): string[] =>
    startsOf(JOBS, day, specialsOf(day), sample)
      .filter(({ job }) => job.name === name)
      .map(({ at }) => istText(at).slice(11, 16));

  it('are those that the schedule names, one after the other', () => {
    const starts = startsOf(JOBS, sessionDate('2025-11-04'), [], 1);
    expect(starts.length).toBeGreaterThan(1200);
    for (const [place, { at }] of starts.entries()) {
      expect(at).toBeGreaterThanOrEqual(starts[place - 1]?.at ?? 0);
    }
    const first = starts.find(({ job }) => job.name === 'alerts');
    expect(nextDue(first?.job.schedules ?? [], starts[0]?.at ?? (0 as never))).toBe(first?.at);
  });

  it('have the evening of a Muhurat and the hours of a special Saturday', () => {
    expect(startsOn(MUHURAT, 'alerts')).toContain('19:15');
    expect(startsOn(SATURDAY, 'alerts')[0]).toBe('09:15');
    expect(startsOn(addDays(SATURDAY, 7), 'alerts')).toEqual([]);
  });

  it('are thinned where they come every minute, but for the first and the last', () => {
    const [all, some] = [1, 60].map((sample) =>
      startsOn(sessionDate('2025-11-04'), 'quotes', sample),
    );
    expect([some?.[0], some?.at(-1)]).toEqual([all?.[0], all?.at(-1)]);
    expect(some?.length).toBeLessThan(10);
    const daily = sessionDate('2025-11-04');
    expect(startsOn(daily, 'eod', 60)).toEqual(startsOn(daily, 'eod'));
  });
});

describe('what goes wrong', () => {
  it('is the same for the same seed, and one day in six or so', () => {
    const days = Array.from({ length: 600 }, (_, day) => addDays(MUHURAT, day));
    const struck = (seed: number) => {
      const random = seeded(seed);
      return days.map((day) => outageOf(random, day)?.faults);
    };
    expect(struck(7)).toEqual(struck(7));
    expect(struck(7)).not.toEqual(struck(8));
    const count = struck(7).filter((faults) => faults !== undefined).length;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(130);
  });

  it('kills no run whose work other processes do', () => {
    const starts = startsOf(JOBS, SATURDAY, specialsOf(SATURDAY), 60);
    const random = seeded(3);
    for (let round = 0; round < 50; round++) {
      const { job } = doomedStart(starts, crashOf(random, SATURDAY)) ?? {};
      expect(['backup', 'vacuum', 'daily', undefined]).not.toContain(job?.name);
    }
  });
});

describe('days at the pretend exchange', () => {
  it('end with books that balance, prices that are right and a ledger that tells the truth', () => {
    // A Muhurat evening, the ex-date of a bonus, three outages and a run that is killed.
    const words = ['--from', '2025-11-04', '--to', '2025-11-06', '--sample', '60', '--seed', '15'];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/run-ts.js', 'scripts/year.ts', ...words, '--json'],
      { encoding: 'utf8' },
    );
    expect(stdout, stderr).not.toBe('');
    const { wrong, figures } = JSON.parse(stdout) as {
      wrong: string[];
      figures: Record<string, number>;
    };
    expect(wrong, stderr).toEqual([]);
    expect(status).toBe(0);
    expect(figures).toMatchObject({ outages: 2, killed: 1, left: 1 });
    expect(figures['starts']).toBeGreaterThan(250);
    expect(figures['trades']).toBeGreaterThan(0);
  }, 240_000);
});
