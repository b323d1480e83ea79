import { calendarOf } from '../core/calendar/calendars.ts';
import type { Calendar, LearnedDay } from '../core/calendar/calendar.ts';
import { Failure } from '../core/failure.ts';
import { readInstant } from '../core/market/instant.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import { secretValues } from '../config/secrets.ts';
import { fixedClock, wallClock } from '../platform/clock.ts';
import { createRedactor } from '../platform/redact.ts';
import type { Redact } from '../platform/redact.ts';
import type { Job } from '../kit/job.ts';
import type { Clock } from '../ports/clock.ts';
import type { TerminalSinks } from '../cli/terminal.ts';
import { configure } from './settings.ts';
import type { Configured } from './settings.ts';
import { sinksFor } from './log.ts';
import type { GlobalFlags, Process } from './invocation.ts';
import type { RunningSandbox } from './sandbox.ts';

/** What every job and command stands on: settings, clock, log, and the sandbox where one runs. */
export interface Desk extends Configured, TerminalSinks {
  readonly self: Process;
  readonly flags: GlobalFlags;
  /** The as-of clock. */
  readonly clock: Clock;
  readonly wall: Clock;
  readonly redact: Redact;
  readonly sandbox?: RunningSandbox;
  close(): Promise<void>;
}

/** The as-of clock: where the flag puts it, else where the sandbox stands, else the wall's. */
function clockFor(flags: GlobalFlags, sandbox: RunningSandbox | undefined): Clock {
  if (flags.asOf === undefined) return sandbox ? sandbox.clock : wallClock;
  const asked = readInstant(flags.asOf, '--as-of: ');
  const now = wallClock.now();
  if (asked <= now) return fixedClock(asked);
  // A bare date means its end: of today, that is now.
  if (flags.asOf.length === 10 && asked - now < 86_400) return fixedClock(now);
  throw new Failure('usage', `--as-of: expected a moment in the past, found "${flags.asOf}"`);
}

/**
 * Sets the desk for one invocation.
 *
 * @throws Failure `config`, `usage`; a sandbox that was started by then is closed
 */
export async function setDesk(self: Process, flags: GlobalFlags): Promise<Desk> {
  let clock: Clock = wallClock;
  const sandbox = flags.sandbox
    ? await (await import('./sandbox.ts')).openSandbox(self.env, () => clock.now())
    : undefined;
  try {
    clock = clockFor(flags, sandbox);
    return await deskOn(self, flags, clock, sandbox);
  } catch (error) {
    // Its open port would keep the process alive for ever.
    await sandbox?.close();
    throw error;
  }
}

async function deskOn(
  self: Process,
  flags: GlobalFlags,
  clock: Clock,
  sandbox: RunningSandbox | undefined,
): Promise<Desk> {
  const configured = await configure(self, flags, sandbox?.forced);
  const redact: Redact = (text) =>
    createRedactor(secretValues(configured.resolved, configured.secrets))(text);
  const sinks = await sinksFor(self, configured.settings, flags, redact);
  for (const warning of configured.resolved.warnings) sinks.log.write('warning', warning);
  return {
    ...configured,
    ...sinks,
    self,
    flags,
    clock,
    wall: wallClock,
    redact,
    ...(sandbox ? { sandbox } : {}),
    close: async () => {
      sinks.progress.stop();
      await sandbox?.close();
    },
  };
}

/** The jobs as the configuration wants them. @throws Failure `config` that names the place */
export async function asConfigured(jobs: readonly Job[], desk: Desk): Promise<readonly Job[]> {
  const overrides = desk.resolved.jobs;
  if (overrides.length === 0) return jobs;
  // Few installations have any: schedules are looked into only there.
  const { overriddenJobs } = await import('../kit/job-override.ts');
  return overriddenJobs(jobs, overrides);
}

/** @throws Failure `config` when the database is another user's: it has the command to use */
export async function refuseForeign({ self }: Desk, database: string): Promise<void> {
  const { foreignDatabase } = await import('./foreign-database.ts');
  const foreign = foreignDatabase(self, database);
  if (foreign) throw foreign;
}

/** Opens the database; one that is another user's is told as that. */
export async function openedOrTold<Opened>(
  desk: Desk,
  open: () => Promise<Opened>,
): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    await refuseForeign(desk, desk.paths.database);
    throw error;
  }
}

/** The calendars of a run: shipped data with what was learned, or the sandbox's own. */
export function calendarsOf(
  desk: Desk,
  learned: readonly LearnedDay[],
): (exchange: ExchangeCode) => Calendar {
  const known = new Map<ExchangeCode, Calendar>();
  return (exchange) => {
    if (desk.sandbox && exchange === 'XNSE') return desk.sandbox.calendar;
    const calendar =
      known.get(exchange) ??
      calendarOf(
        exchange,
        learned.filter((day) => day.exchange === exchange),
      );
    known.set(exchange, calendar);
    return calendar;
  };
}
