import type { OpenDay } from '../core/calendar/calendar.ts';
import type { Job } from '../kit/job.ts';
import { apiService, apiSocket } from './api-unit.ts';
import { crontab } from './crontab.ts';
import type { CrontabStyle } from './crontab.ts';
import { LOG_FOLDER, SERVICE_USER, STATE_FOLDER, USUAL_PROGRAM } from './installation.ts';
import type { Flavour, Installation } from './installation.ts';
import { logrotateFile } from './logrotate.ts';
import { notifyUnit, serviceUnit, sliceUnit } from './service-unit.ts';
import { timedLines } from './timed-line.ts';
import { timedRuns } from './timed-run.ts';
import { timerUnit } from './timer-unit.ts';

/** A generated file: its name, and its text. */
export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

/** Whether a job's unit has a network, as an installation's settings are. */
export type HasNetwork = (job: Job) => boolean;

/**
 * All units of an installation, by name: a service and a timer for each timed run, the notifier,
 * the API and the slice.
 *
 * @param specials sessions that a Monday-to-Friday timer misses, oldest first
 */
export function unitFiles(
  jobs: readonly Job[],
  specials: readonly OpenDay[],
  where: Installation,
  hasNetwork: HasNetwork,
): GeneratedFile[] {
  const runs = timedRuns(jobs).flatMap((run) => [
    {
      name: `${run.unit}.service`,
      text: serviceUnit(run, { network: hasNetwork(run.job) }, where),
    },
    { name: `${run.unit}.timer`, text: timerUnit(run, timedLines(run.schedules, specials)) },
  ]);
  return [
    ...runs,
    { name: 'paperjobs-notify@.service', text: notifyUnit(where) },
    { name: 'paperjobs-api.socket', text: apiSocket() },
    { name: 'paperjobs-api.service', text: apiService(where) },
    { name: 'paperjobs.slice', text: sliceUnit() },
  ];
}

/** The crontab of all timed runs. */
export function crontabText(
  jobs: readonly Job[],
  specials: readonly OpenDay[],
  style: CrontabStyle,
): string {
  const runs = timedRuns(jobs).map((run) => ({
    run,
    lines: timedLines(run.schedules, specials),
  }));
  return crontab(runs, style);
}

/** Where a folder of `deploy` holds the units of a flavour. */
const FOLDERS: Readonly<Record<Flavour, string>> = {
  system: 'deploy/systemd',
  user: 'deploy/systemd/user',
};

/**
 * Everything that is kept in the folder `deploy`: the files of an installation at the usual place, for
 * people who would rather copy than have them installed.
 *
 * @param credentials names of the secrets
 */
export function deployFiles(
  jobs: readonly Job[],
  specials: readonly OpenDay[],
  credentials: readonly string[],
): GeneratedFile[] {
  const where = { program: USUAL_PROGRAM, credentials, writable: [], environment: {} };
  const units = (['system', 'user'] as const).flatMap((flavour) =>
    unitFiles(jobs, specials, { ...where, flavour }, ({ network }) => network).map(
      ({ name, text }) => ({
        name: `${FOLDERS[flavour]}/${name}`,
        text,
      }),
    ),
  );
  const cron = crontabText(jobs, specials, {
    program: USUAL_PROGRAM,
    logFolder: LOG_FOLDER,
    zone: 'UTC',
    offsets: [0],
    cronTz: false,
    mailTo: '',
    environment: { PAPERJOBS_DATA_DIR: STATE_FOLDER },
  });
  return [
    ...units,
    { name: 'deploy/crontab/paperjobs.crontab', text: cron },
    { name: 'deploy/logrotate/paperjobs', text: logrotateFile(LOG_FOLDER, SERVICE_USER) },
  ];
}
