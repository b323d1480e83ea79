import { cutCrontab } from '../../deploy/crontab.ts';
import { lineChanges } from '../../deploy/line-changes.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { cronUser, hasBlock, installedUnits, readCrontab } from '../installed-schedule.ts';
import { chosenJobs, cronBlock, specialsAhead, unitFolder, unitsFor } from '../schedule-desk.ts';
import type { SCHEDULE_OPTIONS } from '../schedule-options.ts';
import type { CronWishes } from '../schedule-desk.ts';
import type { ScheduleKind } from '../schedule-kinds.ts';

/** A file, or our part of a crontab, that is not what it would be. */
interface Difference {
  readonly place: string;
  readonly state: 'missing' | 'changed' | 'left over';
  /** `- as it is`, `+ as it would be`. */
  readonly changes: readonly string[];
}

/** What was told when the crontab was installed stands in it. */
function wishesOf(block: string, asked: CronWishes): CronWishes {
  const told = /^MAILTO="(.*)"$/m.exec(block)?.[1];
  const zone = /^# Times are those of a cron in the zone (\S+);/m.exec(block)?.[1];
  return {
    cronTz: asked.cronTz || /^CRON_TZ=/m.test(block),
    zone: asked.zone ?? zone,
    mailto: asked.mailto ?? told,
  };
}

type Asked = OptionValues<typeof SCHEDULE_OPTIONS>;

/** Which kinds are installed here, of those that were named, or of all. */
async function installedKinds(ctx: CommandContext, asked: Asked): Promise<ScheduleKind[]> {
  const machine = await ctx.machine();
  const named = asked.systemd !== undefined || asked.cron;
  const kinds: ScheduleKind[] = [];
  for (const flavour of ['system', 'user'] as const) {
    if (named ? asked.systemd === flavour : (await installedUnits(machine, flavour)).size > 0) {
      kinds.push(flavour);
    }
  }
  const block = hasBlock(await readCrontab(machine, cronUser(machine)));
  if (named ? asked.cron : block) kinds.push('cron');
  return kinds;
}

async function compared(
  ctx: CommandContext,
  kind: ScheduleKind,
  asked: Asked,
): Promise<Difference[]> {
  const machine = await ctx.machine();
  const jobs = chosenJobs(ctx, asked.jobs);
  const specials = await specialsAhead(ctx);
  if (kind === 'cron') {
    const user = cronUser(machine);
    const { own } = cutCrontab(await readCrontab(machine, user));
    const block = cronBlock(ctx, machine, wishesOf(own ?? '', asked), jobs, specials);
    const place = `the crontab of ${user ?? machine.user.name}`;
    if (own === undefined) return [{ place, state: 'missing', changes: [] }];
    const changes = lineChanges(own, block);
    return changes.length === 0 ? [] : [{ place, state: 'changed', changes }];
  }
  const folder = unitFolder(kind, machine);
  const there = await installedUnits(machine, kind);
  const files = unitsFor(ctx, machine, kind, jobs, specials);
  const wanted = new Set(files.map(({ name }) => name));
  const differing = files.flatMap(({ name, text }): Difference[] => {
    const place = `${folder}/${name}`;
    const old = there.get(name);
    if (old === undefined) return [{ place, state: 'missing', changes: [] }];
    return old === text ? [] : [{ place, state: 'changed', changes: lineChanges(old, text) }];
  });
  const over = asked.jobs ? [] : [...there.keys()].filter((name) => !wanted.has(name));
  return [
    ...differing,
    ...over.map(
      (name) => ({ place: `${folder}/${name}`, state: 'left over', changes: [] }) as const,
    ),
  ];
}

/** Reads without writing. */
export async function run(ctx: CommandContext, asked: Asked): Promise<CommandResult> {
  const kinds = await installedKinds(ctx, asked);
  const found: Difference[] = [];
  for (const kind of kinds) found.push(...(await compared(ctx, kind, asked)));
  const none =
    kinds.length === 0
      ? 'nothing is installed: `paperjobs schedule install --systemd`, or --cron\n'
      : 'what is installed is what the jobs and settings make\n';
  return {
    text:
      found.length === 0
        ? none
        : found.map(
            ({ place, state, changes }) =>
              `${state}: ${place}\n${changes.map((line) => `  ${line}\n`).join('')}`,
          ),
    json: { kinds, differences: found },
    no: found.length > 0,
  };
}
