import { judgeDataFolder } from '../../core/doctor/data-folder.ts';
import type { Finding, Standing } from '../../core/doctor/finding.ts';
import { good, unknown } from '../../core/doctor/finding.ts';
import { judgeMachine } from '../../core/doctor/machine.ts';
import { judgeSchedules } from '../../core/doctor/schedules.ts';
import {
  judgeBackups,
  judgeCalendar,
  judgeCredentials,
  judgeRuns,
  judgeSources,
} from '../../core/doctor/upkeep.ts';
import type { SourceFacts } from '../../core/doctor/upkeep.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { Store } from '../../store/store.ts';
import { printable } from '../../render/printable.ts';
import type { options } from './command.ts';
import { dataFolderFacts, machineFacts, scheduleFacts } from './machine-facts.ts';
import { allCredentials, askSources, backupFacts, openRuns } from './upkeep-facts.ts';

/** Sources whose circuit is open, and, where they were asked, the others. */
async function sourceFacts(
  ctx: CommandContext,
  store: Store | undefined,
  online: boolean,
): Promise<SourceFacts[]> {
  const now = ctx.wall.now();
  const alone = ((await store?.sourceHealth.all()) ?? []).flatMap(({ source, openUntil }) =>
    openUntil !== undefined && openUntil > now ? [{ source, openUntil }] : [],
  );
  if (!online) return alone;
  return [...alone, ...(await askSources(ctx, new Set(alone.map(({ source }) => source))))];
}

async function look(ctx: CommandContext, online: boolean): Promise<Finding[]> {
  const now = ctx.wall.now();
  const machine = await ctx.machine();
  // Before anything opens the database: that would empty its log.
  const folder = await dataFolderFacts(ctx, machine);
  const store = folder.databaseBytes === undefined ? undefined : await ctx.store('read');
  const calendar = await ctx.calendar('XNSE');
  return [
    ...judgeMachine(await machineFacts(machine)),
    ...judgeDataFolder(folder),
    good('configuration', ctx.paths.config ?? 'none: every setting has its default'),
    ...judgeCredentials(await allCredentials(ctx), now),
    ctx.sandbox
      ? unknown('calendar', "the sandbox's own")
      : judgeCalendar(calendar.knownTo, calendar.dateAt(now)),
    ...(ctx.sandbox
      ? [unknown('schedules', 'nothing starts jobs on the sandbox')]
      : judgeSchedules(await scheduleFacts(machine, ctx.jobs))),
    ...(store ? judgeRuns(await openRuns(ctx, store, machine), now) : []),
    ...judgeBackups(await backupFacts(ctx), now),
    ...judgeSources(await sourceFacts(ctx, store, online)),
  ];
}

const SIGNS: Readonly<Record<Standing, string>> = {
  good: 'ok  ',
  weak: 'weak',
  bad: 'BAD ',
  unknown: '?   ',
};

function lineOf({ about, standing, found, advice }: Finding): string {
  const hint = advice === undefined ? '' : `\n     → ${printable(advice)}`;
  return `${SIGNS[standing]} ${about}: ${printable(found)}${hint}\n`;
}

/** Reads without writing; asks the network only where it is told to. Something bad is status 1. */
export async function run(
  ctx: CommandContext,
  { online }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const findings = await look(ctx, online);
  const counts = { bad: 0, weak: 0, unknown: 0, good: 0 };
  for (const { standing } of findings) counts[standing]++;
  const sum =
    counts.bad + counts.weak === 0
      ? `all is well: ${counts.good} things looked at\n`
      : `${counts.bad} bad, ${counts.weak} weak, ${counts.good} good\n`;
  return {
    text: [...findings.map(lineOf), `\n${sum}`],
    json: { counts, findings: findings.map((one) => ({ ...one, advice: one.advice ?? null })) },
    ...(counts.bad > 0 ? { no: true } : {}),
  };
}
