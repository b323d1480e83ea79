import { SECRET_DEFINITIONS } from '../config/setting-keys.ts';
import type { OpenDay } from '../core/calendar/calendar.ts';
import { addDays, earlierOf } from '../core/market/session-date.ts';
import { upcomingSpecials } from '../core/calendar/upcoming-specials.ts';
import { LOG_FOLDER, SERVICE_USER, STATE_FOLDER } from '../deploy/installation.ts';
import type { Flavour, Installation } from '../deploy/installation.ts';
import type { CrontabStyle } from '../deploy/crontab.ts';
import { crontabText, unitFiles } from '../deploy/deploy-files.ts';
import type { GeneratedFile } from '../deploy/deploy-files.ts';
import { logrotateFile } from '../deploy/logrotate.ts';
import { zoneOffsets } from '../deploy/zone-offsets.ts';
import type { CommandContext } from '../kit/command.ts';
import { unitHasNetwork } from '../kit/unit-network.ts';
import type { Job } from '../kit/job.ts';
import type { Machine } from '../ports/machine.ts';
import { jobNamed } from './job-named.ts';

/** What the options of a crontab said. */
export interface CronWishes {
  readonly cronTz: boolean;
  readonly zone: string | undefined;
  readonly mailto: string | undefined;
}

/** Special sessions are announced a year ahead at most. */
const HORIZON_DAYS = 400;

const SYSTEM_CONFIG = '/etc/paperjobs/paperjobs.toml';
/** Folders that a unit of the machine does not see. */
const HIDDEN = ['/home/', '/root/', '/run/user/', '/tmp/', '/var/tmp/'];

/** The jobs that are asked for, or all. @throws Failure `usage` for a name that is no job's */
export function chosenJobs({ jobs }: CommandContext, names?: readonly string[]): readonly Job[] {
  if (names === undefined) return jobs;
  const chosen = new Set(names.map((name) => jobNamed(jobs, name).name));
  return jobs.filter(({ name }) => chosen.has(name));
}

/** Sessions from today on that a Monday-to-Friday timer misses, as far as the calendar knows. */
export async function specialsAhead(ctx: CommandContext): Promise<readonly OpenDay[]> {
  const calendar = await ctx.calendar('XNSE');
  const today = calendar.dateAt(ctx.wall.now());
  const last = earlierOf(calendar.knownTo, addDays(today, HORIZON_DAYS));
  return upcomingSpecials(calendar, today, last);
}

/** Where units of a flavour are installed. */
export function unitFolder(flavour: Flavour, { configFolder }: Machine): string {
  return flavour === 'system' ? '/etc/systemd/system' : `${configFolder}/systemd/user`;
}

/** Whether runs by the clock belong to the service user. */
export const isServiceUsers = (flavour: Flavour | 'cron', { user }: Machine): boolean =>
  flavour === 'system' || (flavour === 'cron' && user.isRoot);

/** What was told by flag or variable must be told to every run by the clock too. */
function environmentOf(ctx: CommandContext, { configFolder }: Machine): Record<string, string> {
  const { kind } = ctx.resolved.origins.data_dir;
  const { config, dataDir } = ctx.paths;
  const usual = [SYSTEM_CONFIG, `${configFolder}/paperjobs/paperjobs.toml`];
  return {
    ...(config === undefined || usual.includes(config) ? {} : { PAPERJOBS_CONFIG: config }),
    ...(kind === 'flag' || kind === 'environment' ? { PAPERJOBS_DATA_DIR: dataDir } : {}),
  };
}

function writableFolders({ resolved, paths }: CommandContext): string[] {
  const { settings, origins } = resolved;
  const parent = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
  const told = settings['backup.folder'];
  return [
    ...new Set([
      ...(origins.data_dir.kind === 'default' ? [] : [paths.dataDir]),
      ...(told === undefined ? [] : [told]),
      ...settings['backup.databases'].map(parent),
    ]),
  ];
}

/** What the units of a flavour need to know of this machine. */
export function installationOf(
  ctx: CommandContext,
  machine: Machine,
  flavour: Flavour,
): Installation {
  return {
    flavour,
    program: machine.program,
    credentials: SECRET_DEFINITIONS.map(({ credential }) => credential),
    writable: flavour === 'system' ? writableFolders(ctx) : [],
    environment: environmentOf(ctx, machine),
  };
}

/** All units for this machine. */
export function unitsFor(
  ctx: CommandContext,
  machine: Machine,
  flavour: Flavour,
  jobs: readonly Job[],
  specials: readonly OpenDay[],
): GeneratedFile[] {
  const { settings } = ctx.resolved;
  return unitFiles(jobs, specials, installationOf(ctx, machine, flavour), (job) =>
    unitHasNetwork(job, settings),
  );
}

/** Folder of the logs of runs under cron. */
export function cronLogs(ctx: CommandContext, machine: Machine): string {
  return isServiceUsers('cron', machine) ? LOG_FOLDER : `${ctx.paths.dataDir}/logs`;
}

/** The file for logrotate, for logs of the service user or of whoever asks. */
export function logrotateFor(ctx: CommandContext, machine: Machine): string {
  return isServiceUsers('cron', machine)
    ? logrotateFile(LOG_FOLDER, SERVICE_USER)
    : logrotateFile(cronLogs(ctx, machine));
}

/** How the crontab of this machine is written. @throws Failure `usage` for an unknown zone */
export function cronStyle(ctx: CommandContext, machine: Machine, wishes: CronWishes): CrontabStyle {
  const zone = wishes.zone ?? machine.zone;
  const service = isServiceUsers('cron', machine);
  const logFolder = cronLogs(ctx, machine);
  const told = environmentOf(ctx, machine);
  const rotate = `command -v logrotate >/dev/null && logrotate -s '${logFolder}/logrotate.state' '${logFolder}/logrotate.conf'`;
  return {
    program: machine.program,
    logFolder,
    zone,
    offsets: zoneOffsets(zone, ctx.wall.now()),
    cronTz: wishes.cronTz,
    mailTo: wishes.mailto ?? '',
    environment: service ? { PAPERJOBS_DATA_DIR: STATE_FOLDER, ...told } : told,
    ...(service ? {} : { rotate }),
  };
}

/** The crontab of this machine: our part of it. */
export function cronBlock(
  ctx: CommandContext,
  machine: Machine,
  wishes: CronWishes,
  jobs: readonly Job[],
  specials: readonly OpenDay[],
): string {
  return crontabText(jobs, specials, cronStyle(ctx, machine, wishes));
}

/** What stands in the way of runs by the clock as the service user, in sentences. */
export function placeProblems(
  ctx: CommandContext,
  machine: Machine,
  flavour: Flavour | 'cron',
): string[] {
  if (!isServiceUsers(flavour, machine)) return [];
  const hidden = (path: string): boolean => HIDDEN.some((folder) => path.startsWith(folder));
  const program = machine.program.filter(hidden);
  const folders = flavour === 'system' ? writableFolders(ctx).filter(hidden) : [];
  const own = `${machine.configFolder}/paperjobs/paperjobs.toml`;
  return [
    ...program.map(
      (path) =>
        `expected a program that the user ${SERVICE_USER} can read, found "${path}": put Node below /usr and paperjobs below /opt, or use --systemd=user`,
    ),
    ...folders.map(
      (path) =>
        `expected folders outside of homes and temporary ones, found "${path}" in the settings: hardened units do not see it`,
    ),
    ...(ctx.paths.config === own
      ? [
          `expected settings in "${SYSTEM_CONFIG}", found them in "${own}", which runs as ${SERVICE_USER} do not read: move the file`,
        ]
      : []),
  ];
}

/**
 * A word about settings that runs as the service user could not read, and would fail on; empty when
 * there is nothing to say.
 */
export async function settingsNote(machine: Machine, flavour: Flavour | 'cron'): Promise<string> {
  if (!isServiceUsers(flavour, machine)) return '';
  if ((await machine.read(SYSTEM_CONFIG)) === undefined) return '';
  const words = ['runuser', '-u', SERVICE_USER, '--', 'test', '-r', SYSTEM_CONFIG];
  if ((await machine.ask(words))?.status === 0) return '';
  return `the user ${SERVICE_USER} cannot read ${SYSTEM_CONFIG}: chown ${SERVICE_USER} ${SYSTEM_CONFIG}\n`;
}

/** How a person looks at what runs by the clock keep, where it is not his own. */
export function howToLook(machine: Machine, flavour: Flavour | 'cron'): string {
  const [, script] = machine.program;
  const secrets = flavour === 'cron' ? `${STATE_FOLDER}/credentials` : '/etc/credstore';
  const names = SECRET_DEFINITIONS.map(({ credential }) => credential).join(', ');
  return (
    `the database of these runs is ${STATE_FOLDER}/paperjobs.db, of the user ${SERVICE_USER}; to look at it:\n` +
    `  sudo -u ${SERVICE_USER} env PAPERJOBS_DATA_DIR=${STATE_FOLDER} ${script} status\n` +
    `secrets: files of mode 0600 in ${secrets}, named ${names}\n` +
    `settings: ${SYSTEM_CONFIG}, readable by ${SERVICE_USER}\n`
  );
}
