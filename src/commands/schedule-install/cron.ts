import { cutCrontab, joinCrontab } from '../../deploy/crontab.ts';
import { SERVICE_USER, STATE_FOLDER } from '../../deploy/installation.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { Job } from '../../kit/job.ts';
import type { Machine } from '../../ports/machine.ts';
import {
  cronUser,
  foreignStarters,
  readCrontab,
  refuseDoubles,
  timerStarters,
  writeCrontab,
} from '../installed-schedule.ts';
import {
  cronBlock,
  cronLogs,
  howToLook,
  isServiceUsers,
  logrotateFor,
  settingsNote,
  specialsAhead,
} from '../schedule-desk.ts';
import type { CronWishes } from '../schedule-desk.ts';
import { command } from '../schedule-step.ts';
import type { Step } from '../schedule-step.ts';
import type { Plan } from './run.ts';
import { serviceUser } from './service-user.ts';

/** Folders of the service user; one's own are made with the file for logrotate. */
async function folders(machine: Machine, logs: string): Promise<Step[]> {
  if (!isServiceUsers('cron', machine)) return [];
  const owner = ['-o', SERVICE_USER, '-g', SERVICE_USER];
  const steps: Step[] = [];
  for (const [path, mode] of [
    [STATE_FOLDER, '0700'],
    [logs, '0750'],
  ] as const) {
    const there = (await machine.ask(['test', '-d', path]))?.status === 0;
    if (!there) steps.push(command(machine, ['install', '-d', '-m', mode, ...owner, path]));
  }
  return steps;
}

async function rotation(ctx: CommandContext, machine: Machine, logs: string): Promise<Step[]> {
  const path = isServiceUsers('cron', machine)
    ? '/etc/logrotate.d/paperjobs'
    : `${logs}/logrotate.conf`;
  const text = logrotateFor(ctx, machine);
  if ((await machine.read(path)) === text) return [];
  // One's own folder of logs is closed to others, as the database beside it is.
  const place = isServiceUsers('cron', machine) ? machine : ctx.files;
  return [{ words: `write ${path}`, act: () => place.write(path, text) }];
}

/** What it takes to have cron start the jobs. @throws Failure `config` when something does already */
export async function cronSteps(
  ctx: CommandContext,
  machine: Machine,
  wishes: CronWishes,
  jobs: readonly Job[],
  problems: string[],
): Promise<Plan> {
  if (!(await machine.ask(['crontab', '-V'])) && !(await machine.ask(['crontab', '-l']))) {
    problems.push('expected the program crontab, found none: install cron, or use --systemd');
  }
  const on = jobs.filter(({ switchedOff }) => switchedOff === undefined);
  const user = cronUser(machine);
  const present = await readCrontab(machine, user);
  refuseDoubles(
    [
      ...(await timerStarters(machine, ctx.jobs)),
      ...foreignStarters(present, user ?? machine.user.name, ctx.jobs),
    ],
    on,
  );
  const logs = cronLogs(ctx, machine);
  const block = cronBlock(ctx, machine, wishes, on, await specialsAhead(ctx));
  const wanted = joinCrontab(cutCrontab(present).foreign, block);
  const place = `the crontab of ${user ?? machine.user.name}`;
  return {
    steps: [
      ...(user === undefined ? [] : await serviceUser(machine)),
      ...(await folders(machine, logs)),
      ...(await rotation(ctx, machine, logs)),
      ...(wanted === present
        ? []
        : [
            {
              words: `write our part of ${place}; other lines stay`,
              act: () => writeCrontab(machine, wanted, user),
            },
          ]),
    ],
    confirm: async () =>
      `cron starts ${on.length} jobs; their logs are in ${logs}\n${await settingsNote(machine, 'cron')}`,
    after: user === undefined ? '' : howToLook(machine, 'cron'),
  };
}
