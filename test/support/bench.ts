import { calendarOf } from '../../src/core/calendar/calendars.ts';
import type { Calendar } from '../../src/core/calendar/calendar.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Paths } from '../../src/kit/command.ts';
import type { Context, Sources } from '../../src/kit/context.ts';
import { inParallel } from '../../src/platform/in-parallel.ts';
import type { LogFields, LogLevel } from '../../src/ports/log.ts';
import type { JobProcesses } from '../../src/ports/job-processes.ts';
import type { Store } from '../../src/store/store.ts';
import { defaultSettings } from './defaults.ts';

interface LogLine {
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: LogFields;
}

/** A job's context whose time stands still until the test moves it. */
export interface Bench {
  readonly ctx: Context;
  readonly warnings: string[];
  readonly log: LogLine[];
  readonly stop: AbortController;
  /** Moves the run's clock, and the wall's unless told otherwise. */
  moveTo(moment: string, wall?: string): void;
}

export interface BenchGiven {
  readonly store: Store;
  /** Moment in India at which the bench begins. */
  readonly now: string;
  readonly sources?: Partial<Sources>;
  readonly settings?: Partial<Settings>;
  readonly calendar?: Calendar;
  readonly sandbox?: boolean;
  readonly dryRun?: boolean;
  /** Absent: no job can be started. */
  readonly processes?: JobProcesses;
  /** Absent: there is none. */
  readonly dataDir?: string;
}

const XNSE = calendarOf('XNSE');

/** Places as an installation has them. */
export function pathsBelow(dataDir: string): Paths {
  return {
    dataDir,
    database: `${dataDir}/paperjobs.db`,
    locks: `${dataDir}/locks`,
    refused: `${dataDir}/refused`,
    credentials: `${dataDir}/credentials`,
    configDefault: `${dataDir}/paperjobs.toml`,
  };
}

/** The real calendar of NSE unless another is given, no sources unless some are. */
export function bench(given: BenchGiven): Bench {
  let [now, wall]: Instant[] = [readInstant(given.now), readInstant(given.now)];
  let spentMs = 0;
  const warnings: string[] = [];
  const log: LogLine[] = [];
  const stop = new AbortController();
  const ctx: Context = {
    run: {
      id: 'run-1',
      job: 'market-sync',
      dryRun: given.dryRun ?? false,
      sandbox: given.sandbox ?? false,
      force: false,
    },
    clock: { now: () => now as Instant },
    wall: { now: () => wall as Instant },
    pacer: {
      monotonicMs: () => spentMs,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        spentMs += milliseconds;
      },
    },
    random: { fraction: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000001' },
    store: given.store,
    sources: {
      prices: [],
      quotes: [],
      options: [],
      instruments: [],
      holidays: [],
      indices: {
        name: 'none',
        codes: [],
        members: async () => [],
        constituents: async () => ({ members: [], source: 'none', stale: false }),
      },
      furtherLists: [],
      endOfDay: {
        name: 'nse',
        offers: {
          deliveriesSince: sessionDate('2020-01-01'),
          indicesSince: sessionDate('2012-10-01'),
          bandsSince: sessionDate('2020-01-01'),
          reference: 'none',
        },
        deliveries: async () => undefined,
        indexCloses: async () => undefined,
        priceBands: async () => undefined,
        symbolChanges: async () => ({ changes: [], refused: [] }),
        nameChanges: async () => ({ changes: [], refused: [] }),
      },
      flows: {
        name: 'none',
        latestDeals: async () => undefined,
        dealsBetween: async () => undefined,
        shortSales: async () => undefined,
        yearExtremes: async () => undefined,
        fiiDii: async () => undefined,
      },
      corporateActions: [],
      announcements: [],
      news: [],
      meetings: [],
      requestCount: () => 0,
      ...given.sources,
    },
    settings: defaultSettings(given.settings),
    paths: pathsBelow(given.dataDir ?? '/nowhere'),
    files: {
      write: async () => undefined,
      read: async () => undefined,
      list: async () => [],
      remove: async () => undefined,
    },
    log: { write: (level, event, fields = {}) => void log.push({ level, event, fields }) },
    progress: { update: () => undefined, stop: () => undefined },
    inParallel,
    processes: given.processes ?? {
      start: () => Promise.reject(new Error('no job is started here')),
    },
    chartLibrary: async () => '/* no charts are drawn here */',
    signal: stop.signal,
    calendar: () => given.calendar ?? XNSE,
    step: () => stop.signal.throwIfAborted(),
    warn: (sentence) => void warnings.push(sentence),
  };
  return {
    ctx,
    warnings,
    log,
    stop,
    moveTo(moment, atWall = moment) {
      [now, wall] = [readInstant(moment), readInstant(atWall)];
    },
  };
}
