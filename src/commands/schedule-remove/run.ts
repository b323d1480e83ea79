import { cutCrontab } from '../../deploy/crontab.ts';
import type { Flavour } from '../../deploy/installation.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { Machine } from '../../ports/machine.ts';
import { cronUser, installedUnits, readCrontab, writeCrontab } from '../installed-schedule.ts';
import { isServiceUsers, unitFolder } from '../schedule-desk.ts';
import { command, doneText } from '../schedule-step.ts';
import type { Step } from '../schedule-step.ts';
import { systemctl } from '../timer-states.ts';
import type { options } from './command.ts';

async function timers(machine: Machine, flavour: Flavour): Promise<Step[]> {
  const names = [...(await installedUnits(machine, flavour)).keys()];
  if (names.length === 0) return [];
  const folder = unitFolder(flavour, machine);
  const off = names.filter((name) => /\.(?:timer|socket)$/.test(name));
  const failed = systemctl(flavour, 'reset-failed', 'paperjobs-*');
  return [
    ...(off.length === 0 ? [] : [command(machine, systemctl(flavour, 'disable', '--now', ...off))]),
    ...names.map((name) => ({
      words: `remove ${folder}/${name}`,
      act: () => machine.remove(`${folder}/${name}`),
    })),
    command(machine, systemctl(flavour, 'daemon-reload')),
    // Its status is bad where nothing had failed.
    { words: `run ${failed.join(' ')}`, act: async () => void (await machine.ask(failed)) },
  ];
}

async function cron(machine: Machine): Promise<Step[]> {
  const user = cronUser(machine);
  const { own, foreign } = cutCrontab(await readCrontab(machine, user));
  const steps: Step[] = [];
  if (own !== undefined) {
    steps.push({
      words: `take our part out of the crontab of ${user ?? machine.user.name}`,
      act: () => writeCrontab(machine, foreign, user),
    });
  }
  const path = '/etc/logrotate.d/paperjobs';
  if (isServiceUsers('cron', machine) && (await machine.read(path)) !== undefined) {
    steps.push({ words: `remove ${path}`, act: () => machine.remove(path) });
  }
  return steps;
}

/** Takes away what `install` put there, of one kind or of all that this user can change. */
export async function run(
  ctx: CommandContext,
  { systemd, cron: cronToo, dryRun }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const machine = await ctx.machine();
  const every = systemd === undefined && !cronToo;
  const flavours = (['system', 'user'] as const).filter((flavour) =>
    every ? flavour === 'user' || machine.user.isRoot : systemd === flavour,
  );
  const steps: Step[] = [];
  for (const flavour of flavours) steps.push(...(await timers(machine, flavour)));
  if (every || cronToo) steps.push(...(await cron(machine)));
  if (dryRun) {
    const would = steps.map(({ words }) => `would ${words}\n`);
    return {
      text: would.length === 0 ? 'nothing is installed\n' : would,
      json: { steps: steps.map(({ words }) => words), done: false },
    };
  }
  for (const { act } of steps) await act();
  return {
    text: steps.length === 0 ? 'nothing is installed\n' : doneText(steps),
    json: { steps: steps.map(({ words }) => words), done: true },
  };
}
