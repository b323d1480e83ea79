import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { OpenDay } from '../../src/core/calendar/calendar.ts';
import { upcomingSpecials } from '../../src/core/calendar/upcoming-specials.ts';
import { instant, istInstant } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import { addDays, weekday } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { JOBS } from '../../src/jobs/index.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { audit } from './audit.ts';
import { yearClock } from './clock.ts';
import { crash } from './crash.ts';
import { yearDesk } from './desk.ts';
import type { YearDesk } from './desk.ts';
import { crashOf, doomedStart, mondayOf, outageOf } from './misfortunes.ts';
import type { Crash, Outage } from './misfortunes.ts';
import { seeded } from './seeded.ts';
import { startsOf } from './starts.ts';
import type { Start } from './starts.ts';
import { trader, type } from './trader.ts';
import { untruth } from './witness.ts';

/** What a stretch of the pretend year is lived with. */
export interface Stretch {
  readonly dataDir: string;
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly seed: number;
  /** One in so many of the starts that come every minute. */
  readonly sample: number;
  /** Told of each day that is over. */
  readonly told: (line: string) => void;
}

/** How it went. */
export interface Lived {
  readonly wrong: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** When the person comes to the desk. */
const TRADES_AT = ['09:40', '11:07', '13:33', '15:05', '18:33'];
const DAYS_OF_TROUBLE = 1;

/** Rows of runs that are still open: after a run that was killed, its own. */
function openRows(path: string): number {
  const database = new SqliteDatabase(path, { readonly: true });
  try {
    const sql = "SELECT count(*) FROM job_runs WHERE outcome = 'running'";
    return Number(database.prepare(sql).pluck().get());
  } finally {
    database.close();
  }
}

/** What a person types before the first morning, and after the first day, when shares are known. */
const FIRST_LINES = [
  ['account', 'create', 'main', '--deposit', '2000000'],
  ['account', 'create', 'robot', '--deposit', '1000000'],
];
const EVENING_LINES = [
  ['rules', 'add', '@watchlist day_change < -2%'],
  ['rules', 'add', 'PAPERTIGER close > sma(20)'],
];

/** Types lines of which none may be refused. */
async function typeAll(desk: YearDesk, lines: readonly (readonly string[])[]): Promise<string[]> {
  const answers: string[] = [];
  for (const line of lines) {
    const { no, text } = await type(desk, line);
    if (no) answers.push(`${line.join(' ')}: ${text}`);
  }
  return answers;
}

interface Event {
  readonly at: Instant;
  readonly happen: () => Promise<void>;
}

/**
 * Lives through a stretch of days: every start that the schedules have, a person who trades, sources
 * that fail for hours, and one run a week that is killed while it writes.
 */
export async function live(stretch: Stretch): Promise<Lived> {
  const { dataDir, from, to, seed, sample, told } = stretch;
  mkdirSync(join(dataDir, 'locks'), { recursive: true });
  const calendar = sandboxCalendar();
  const specials = upcomingSpecials(calendar, from, to);
  const clock = yearClock(istInstant(from, '00:00'));
  const desk = await yearDesk(dataDir, clock);
  const random = seeded(seed);
  // Of its own, so that what goes wrong does not depend on what is traded.
  const trade = trader(desk, seeded(seed + 1_000_000));
  const wrong: string[] = [];
  const count = { starts: 0, typed: 0, refused: 0, outages: 0, killed: 0, left: 0 };
  const outcomes = new Map<string, number>();
  let troubledUntil = 0;
  let planned: Crash = crashOf(random, mondayOf(from));

  const start = async ({ job, words, at }: Start): Promise<void> => {
    const report = await desk.run(job, words);
    count.starts++;
    outcomes.set(report.outcome, (outcomes.get(report.outcome) ?? 0) + 1);
    const sentence = untruth(job, report, calendar, at < troubledUntil);
    if (sentence === undefined) return;
    wrong.push(sentence);
    told(`WRONG ${sentence}`);
  };
  const kill = async (doomed: Start): Promise<void> => {
    const before = openRows(desk.database);
    if (!(await crash(dataDir, doomed, planned.death))) return;
    count.killed++;
    count.left += openRows(desk.database) - before;
  };
  const eventsOf = (day: SessionDate, outage: Outage | undefined): Event[] => {
    const starts = startsOf(JOBS, day, specials, sample);
    const doomed = planned.day === day ? doomedStart(starts, planned) : undefined;
    const open = calendar.day(day);
    const trades = open.state === 'open' ? tradesOf(open) : [];
    return [
      ...starts.map((one) => ({
        at: one.at,
        happen: () => (one === doomed ? kill(one) : start(one)),
      })),
      ...trades,
      ...(outage
        ? [
            { at: outage.from, happen: () => desk.exchangeWith(outage.faults) },
            { at: outage.to, happen: () => desk.exchangeWith('') },
          ]
        : []),
    ].toSorted((a, b) => a.at - b.at);
  };
  const tradesOf = (day: OpenDay): Event[] =>
    TRADES_AT.map((time) => ({
      at: istInstant(day.session, time),
      happen: async () => {
        const { no } = await trade(day);
        count.typed++;
        if (no) count.refused++;
      },
    }));

  try {
    let memory = 0;
    wrong.push(...(await typeAll(desk, FIRST_LINES)));
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (weekday(day) === 1 && day !== from) planned = crashOf(random, day);
      const outage = outageOf(random, day);
      if (outage) {
        count.outages++;
        troubledUntil = istInstant(addDays(day, 1 + DAYS_OF_TROUBLE), '00:00');
      }
      for (const { at, happen } of eventsOf(day, outage)) {
        clock.moveTo(instant(at));
        await happen();
      }
      if (day === from) wrong.push(...(await typeAll(desk, EVENING_LINES)));
      // What the exchange remembers of its visitors is not the program's memory.
      if (weekday(day) === 6) await desk.exchangeWith('');
      // Only what is held counts, not what has not been swept up yet.
      globalThis.gc?.();
      memory = Math.max(memory, process.memoryUsage().rss / 1e6);
      told(`${day}: ${count.starts} runs, ${wrong.length} wrong, ${Math.round(memory)} MB`);
    }
    const left = audit(desk.database, from, to, count.left);
    const memoryWrong = memory > 256 ? [`${Math.round(memory)} MB of memory`] : [];
    return {
      wrong: [...wrong, ...left.wrong, ...memoryWrong],
      figures: {
        ...count,
        ...Object.fromEntries([...outcomes].map(([word, times]) => [`ended ${word}`, times])),
        ...left.figures,
        memoryMegabytes: Math.round(memory),
      },
    };
  } finally {
    await desk.close();
  }
}
