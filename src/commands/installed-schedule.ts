import { BLOCK_BEGIN, cutCrontab } from '../deploy/crontab.ts';
import type { GeneratedFile } from '../deploy/deploy-files.ts';
import { GENERATED, SERVICE_USER } from '../deploy/installation.ts';
import type { Flavour } from '../deploy/installation.ts';
import { UNIT_PREFIX } from '../deploy/timed-run.ts';
import { Failure } from '../core/failure.ts';
import type { Job } from '../kit/job.ts';
import type { Machine } from '../ports/machine.ts';
import { isServiceUsers, unitFolder } from './schedule-desk.ts';

const UNIT = /^paperjobs(?:-[\w@-]+)?\.(?:service|timer|socket|slice)$/;

/** Units of ours that are installed, by name; files of that name that somebody else wrote are not. */
export async function installedUnits(
  machine: Machine,
  flavour: Flavour,
): Promise<ReadonlyMap<string, string>> {
  const folder = unitFolder(flavour, machine);
  const found = new Map<string, string>();
  for (const name of (await machine.list(folder)).filter((one) => UNIT.test(one))) {
    const text = await machine.read(`${folder}/${name}`);
    if (text?.startsWith(GENERATED)) found.set(name, text);
  }
  return found;
}

/** Whose crontab ours is in; absent: that of whoever asks. */
export const cronUser = (machine: Machine): string | undefined =>
  isServiceUsers('cron', machine) ? SERVICE_USER : undefined;

const crontabWords = (user: string | undefined): string[] => [
  'crontab',
  ...(user === undefined ? [] : ['-u', user]),
];

/** The crontab of a user; empty where there is none, or no cron. */
export async function readCrontab(machine: Machine, user?: string): Promise<string> {
  const told = await machine.ask([...crontabWords(user), '-l']);
  return told?.status === 0 ? told.stdout : '';
}

/** Puts a crontab in place of the one that is there; an empty one takes it away. @throws Failure `config` */
export async function writeCrontab(machine: Machine, text: string, user?: string): Promise<void> {
  const told = await machine.ask([...crontabWords(user), text === '' ? '-r' : '-'], text);
  if (told?.status === 0) return;
  throw new Failure(
    'config',
    told
      ? `expected cron to take the crontab, found it refused: ${told.stderr.trim()}`
      : 'expected the program crontab, found none: install cron, or use --systemd',
  );
}

/** Jobs that a crontab starts, by whatever line; comments are none. */
function jobsIn(crontab: string, jobs: readonly Job[]): string[] {
  const words = crontab
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .flatMap((line) => /paperjobs(?:\.js)?["']?\s+([a-z][a-z-]*)/.exec(line)?.[1] ?? []);
  return [...new Set(words)].filter((word) => jobs.some(({ name }) => name === word));
}

/** Something that starts a job already. */
export interface Starter {
  readonly job: string;
  /** `the crontab of desk`, `paperjobs-eod.timer`. */
  readonly by: string;
}

/** Which of the jobs cron starts already, in this user's or the service user's crontab. */
export async function cronStarters(
  machine: Machine,
  jobs: readonly Job[],
): Promise<readonly Starter[]> {
  const users = machine.user.isRoot ? [undefined, SERVICE_USER] : [undefined];
  const found: Starter[] = [];
  for (const user of users) {
    const by = `the crontab of ${user ?? machine.user.name}`;
    const text = await readCrontab(machine, user);
    found.push(...jobsIn(text, jobs).map((job) => ({ job, by })));
  }
  for (const name of await machine.list('/etc/cron.d')) {
    const text = (await machine.read(`/etc/cron.d/${name}`)) ?? '';
    found.push(...jobsIn(text, jobs).map((job) => ({ job, by: `/etc/cron.d/${name}` })));
  }
  return found;
}

/** Lines beside our own part that start one of the jobs: those would start it twice. */
export function foreignStarters(
  crontab: string,
  user: string,
  jobs: readonly Job[],
): readonly Starter[] {
  const { foreign } = cutCrontab(crontab);
  return jobsIn(foreign, jobs).map((job) => ({
    job,
    by: `a line of the crontab of ${user} beside ours`,
  }));
}

/** Which of the jobs timers start already. */
export async function timerStarters(
  machine: Machine,
  jobs: readonly Job[],
): Promise<readonly Starter[]> {
  const found: Starter[] = [];
  for (const flavour of ['system', 'user'] as const) {
    for (const name of (await installedUnits(machine, flavour)).keys()) {
      const job = jobs.find((one) => name.startsWith(`${UNIT_PREFIX}${one.name}`));
      if (job && name.endsWith('.timer')) {
        found.push({ job: job.name, by: `${unitFolder(flavour, machine)}/${name}` });
      }
    }
  }
  return found;
}

/** @throws Failure `config` when something starts one of the jobs already: it would run twice */
export function refuseDoubles(starters: readonly Starter[], jobs: readonly Job[]): void {
  const doubles = starters.filter(({ job }) => jobs.some(({ name }) => name === job));
  const [first] = doubles;
  if (!first) return;
  const names = [...new Set(doubles.map(({ job }) => job))].join(', ');
  throw new Failure(
    'config',
    `expected jobs that nothing starts yet, found ${names} started by ${first.by}: take that away first (\`paperjobs schedule remove\`), or name other jobs with --jobs`,
  );
}

/** Whether our part is in the text of a crontab. */
export const hasBlock = (crontab: string): boolean => crontab.includes(BLOCK_BEGIN);

/** Of some generated files those that are not installed so: new or changed ones. */
export function changedFiles(
  files: readonly GeneratedFile[],
  installed: ReadonlyMap<string, string>,
): readonly GeneratedFile[] {
  return files.filter(({ name, text }) => installed.get(name) !== text);
}
