import type { DataFolderFacts, PlaceFacts } from '../../core/doctor/data-folder.ts';
import type { MachineFacts } from '../../core/doctor/machine.ts';
import type { ScheduleFacts } from '../../core/doctor/schedules.ts';
import type { Flavour } from '../../deploy/installation.ts';
import { timedRuns, UNIT_PREFIX } from '../../deploy/timed-run.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { Job } from '../../kit/job.ts';
import type { Machine } from '../../ports/machine.ts';
import { loadedSqliteVersion } from '../../store/connection.ts';
import { cronStarters, installedUnits } from '../installed-schedule.ts';
import { timerStates } from '../timer-states.ts';
import type { TimerState } from '../timer-states.ts';

/** Node, SQLite, zone and clock. */
export async function machineFacts(machine: Machine): Promise<MachineFacts> {
  const told = await machine.ask(['timedatectl', 'show', '--property=NTPSynchronized', '--value']);
  const kept = told?.status === 0 ? told.stdout.trim() : '';
  return {
    nodeVersion: machine.nodeVersion,
    sqliteVersion: loadedSqliteVersion(),
    zone: machine.zone,
    ...(kept === 'yes' || kept === 'no' ? { clockKept: kept === 'yes' } : {}),
  };
}

/** The folder, its database and its disk. */
export async function dataFolderFacts(
  { paths }: CommandContext,
  machine: Machine,
): Promise<DataFolderFacts> {
  const factsOf = async (path: string): Promise<PlaceFacts> => {
    const found = await machine.place(path);
    return {
      path,
      ...(found ? { mode: found.mode, ours: found.ours || machine.user.isRoot } : {}),
    };
  };
  const database = await machine.place(paths.database);
  const wal = await machine.place(`${paths.database}-wal`);
  return {
    folder: await factsOf(paths.dataDir),
    database: await factsOf(paths.database),
    ...(await machine.disk(paths.dataDir)),
    ...(database ? { databaseBytes: database.bytes } : {}),
    ...(wal ? { walBytes: wal.bytes } : {}),
  };
}

const NOTIFY_UNIT = `${UNIT_PREFIX}notify@.service`;
const FLAVOURS = ['system', 'user'] as const;

/** The timers of ours that are installed, with the job of each and what systemd says of them. */
async function timersOf(
  machine: Machine,
  flavour: Flavour,
  jobs: readonly Job[],
): Promise<readonly { readonly job: string; readonly state: TimerState }[]> {
  const units = await installedUnits(machine, flavour);
  const runs = timedRuns(jobs).filter(({ unit }) => units.has(`${unit}.timer`));
  const states = await timerStates(
    machine,
    flavour,
    runs.map(({ unit }) => `${unit}.timer`),
  );
  return states.map((state, index) => ({ job: runs[index]?.job.name ?? '', state }));
}

/** What starts the jobs that have a schedule. */
export async function scheduleFacts(
  machine: Machine,
  jobs: readonly Job[],
): Promise<ScheduleFacts> {
  const timed = jobs.filter(({ schedules }) => schedules.length > 0);
  const byCron = new Set((await cronStarters(machine, timed)).map(({ job }) => job));
  const running = await machine.ask(['systemctl', 'is-system-running']);
  const systemd = /^(?:running|degraded|starting)/.test(running?.stdout ?? '');
  const timers = (
    await Promise.all(FLAVOURS.map((flavour) => timersOf(machine, flavour, timed)))
  ).flat();
  const notify = await Promise.all(FLAVOURS.map((flavour) => installedUnits(machine, flavour)));
  return {
    ...(systemd ? { systemd: { notifyUnit: notify.some((units) => units.has(NOTIFY_UNIT)) } } : {}),
    starters: timed.map(({ name }) => {
      // A job with several timers is as well off as the worst of them.
      const states = timers.filter(({ job }) => job === name).map(({ state }) => state);
      const timer = {
        enabled: states.every(({ enabled }) => enabled),
        hasNext: states.every(({ next }) => next !== undefined),
      };
      return { job: name, cron: byCron.has(name), ...(states.length > 0 ? { timer } : {}) };
    }),
  };
}
