import { Failure } from '../../core/failure.ts';
import type { Flavour } from '../../deploy/installation.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { Job } from '../../kit/job.ts';
import type { Machine } from '../../ports/machine.ts';
import {
  changedFiles,
  cronStarters,
  installedUnits,
  refuseDoubles,
} from '../installed-schedule.ts';
import { howToLook, settingsNote, specialsAhead, unitFolder, unitsFor } from '../schedule-desk.ts';
import { command } from '../schedule-step.ts';
import type { Step } from '../schedule-step.ts';
import type { Plan } from './run.ts';
import { serviceUser } from './service-user.ts';
import { systemctl, timerStates } from '../timer-states.ts';

async function inTheWay(machine: Machine, flavour: Flavour): Promise<string[]> {
  const problems: string[] = [];
  if (flavour === 'system' && !machine.user.isRoot) {
    problems.push(
      `expected root for units of the machine, found the user ${machine.user.name}: use sudo, or --systemd=user`,
    );
  }
  const told = await machine.ask(systemctl(flavour, 'is-system-running'));
  if (!told || !/running|degraded|starting/.test(told.stdout)) {
    const found = told?.stdout.trim() || told?.stderr.trim() || 'no systemctl';
    problems.push(`expected a running systemd, found ${found}: use --cron on a machine without it`);
  }
  return problems;
}

/** Units that no job has any more: their timers first, then the files. */
function removal(machine: Machine, flavour: Flavour, over: readonly string[]): Step[] {
  const timers = over.filter((name) => name.endsWith('.timer'));
  const folder = unitFolder(flavour, machine);
  return [
    ...(timers.length === 0
      ? []
      : [command(machine, systemctl(flavour, 'disable', '--now', ...timers))]),
    ...over.map((name) => ({
      words: `remove ${folder}/${name}`,
      act: () => machine.remove(`${folder}/${name}`),
    })),
  ];
}

/** A timer that will not fire is worse than none. */
async function confirm(
  machine: Machine,
  flavour: Flavour,
  timers: readonly string[],
): Promise<string> {
  const states = await timerStates(machine, flavour, timers);
  const dead = states.filter(({ active, next }) => !active || next === undefined);
  const [first] = dead;
  if (first) {
    throw new Failure(
      'config',
      `expected every timer to have a next start, found none of ${first.name} (${dead.length} in all): see \`systemctl status ${first.name}\``,
    );
  }
  const shown = `systemctl ${flavour === 'user' ? '--user ' : ''}list-timers 'paperjobs-*'`;
  return `${timers.length} timers are on; \`${shown}\` shows them\n${await settingsNote(machine, flavour)}`;
}

/** What it takes to have systemd start the jobs. @throws Failure `config` when cron starts one */
export async function timerSteps(
  ctx: CommandContext,
  machine: Machine,
  flavour: Flavour,
  jobs: readonly Job[],
  all: boolean,
  problems: string[],
): Promise<Plan> {
  problems.push(...(await inTheWay(machine, flavour)));
  const on = jobs.filter(({ switchedOff }) => switchedOff === undefined);
  refuseDoubles(await cronStarters(machine, ctx.jobs), on);
  const files = unitsFor(ctx, machine, flavour, on, await specialsAhead(ctx));
  const folder = unitFolder(flavour, machine);
  const there = await installedUnits(machine, flavour);
  const changed = changedFiles(files, there);
  const wanted = new Set(files.map(({ name }) => name));
  const over = all ? [...there.keys()].filter((name) => !wanted.has(name)) : [];
  const timers = files.map(({ name }) => name).filter((name) => name.endsWith('.timer'));
  const states = await timerStates(machine, flavour, timers);
  const off = states.filter(({ active, enabled }) => !active || !enabled).map(({ name }) => name);
  // An active timer goes on by its old times until it is started anew.
  const again = changed
    .map(({ name }) => name)
    .filter((name) => timers.includes(name) && !off.includes(name));
  const systemctlStep = (...words: readonly string[]): Step =>
    command(machine, systemctl(flavour, ...words));
  return {
    steps: [
      ...(flavour === 'system' ? await serviceUser(machine) : []),
      ...removal(machine, flavour, over),
      ...changed.map(({ name, text }) => ({
        words: `write ${folder}/${name}`,
        act: () => machine.write(`${folder}/${name}`, text),
      })),
      ...(changed.length + over.length === 0 ? [] : [systemctlStep('daemon-reload')]),
      ...(off.length === 0 ? [] : [systemctlStep('enable', '--now', ...off)]),
      ...(again.length === 0 ? [] : [systemctlStep('restart', ...again)]),
    ],
    confirm: () => confirm(machine, flavour, timers),
    after:
      flavour === 'system'
        ? howToLook(machine, flavour)
        : `timers of a person stop when he logs out, unless: loginctl enable-linger ${machine.user.name}\n`,
  };
}
