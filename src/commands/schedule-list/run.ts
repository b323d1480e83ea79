import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { LedgerRun } from '../../core/run.ts';
import { nextStarts } from '../../deploy/next-starts.ts';
import { timedLines } from '../../deploy/timed-line.ts';
import { UNIT_PREFIX, timedRuns } from '../../deploy/timed-run.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { Job } from '../../kit/job.ts';
import type { Machine } from '../../ports/machine.ts';
import { tableText } from '../../render/table.ts';
import { cronStarters, timerStarters } from '../installed-schedule.ts';
import { specialsAhead } from '../schedule-desk.ts';

/** Next starts that `--json` tells of each run. */
const TOLD = 3;

const inIndia = (at: Instant): string => istText(at).slice(5, 16).replace('T', ' ');

/** The time on this machine's wall, as `11-26 09:15`. */
function here(at: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at * 1000);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** What is known of past runs; a desk without a database has had none. */
async function past(
  ctx: CommandContext,
  machine: Machine,
): Promise<{
  readonly last: ReadonlyMap<string, LedgerRun>;
  readonly disabled: ReadonlySet<string>;
}> {
  const { dataDir, database } = ctx.paths;
  if (!(await machine.list(dataDir)).some((name) => database === `${dataDir}/${name}`)) {
    return { last: new Map(), disabled: new Set() };
  }
  const store = await ctx.store('read');
  const runs = await store.runs.newestOfEach();
  return {
    last: new Map(runs.map((run) => [run.job, run])),
    disabled: await store.jobState.disabled(ctx.wall.now()),
  };
}

/** What starts each job on this machine: `timer`, `cron`; absent: nothing. */
async function starters(
  machine: Machine,
  jobs: readonly Job[],
): Promise<ReadonlyMap<string, string>> {
  const cron = (await cronStarters(machine, jobs)).map(({ job }) => [job, 'cron'] as const);
  const timers = (await timerStarters(machine, jobs)).map(({ job }) => [job, 'timer'] as const);
  return new Map([...cron, ...timers]);
}

/** Reads without writing or locking. */
export async function run(ctx: CommandContext): Promise<CommandResult> {
  const machine = await ctx.machine();
  const specials = await specialsAhead(ctx);
  const { last, disabled } = await past(ctx, machine);
  const by = await starters(machine, ctx.jobs);
  const now = ctx.wall.now();
  const off = new Set(ctx.jobs.flatMap((job) => (job.switchedOff === undefined ? [] : job.name)));
  const runs = ctx.jobs.flatMap(({ switchedOff: _off, ...job }) => timedRuns([job]));
  const rows = runs.map(({ unit, job, words, schedules }) => {
    const next = nextStarts(timedLines(schedules, specials), now, TOLD);
    const enabled = !off.has(job.name) && !disabled.has(job.name);
    return { name: unit.slice(UNIT_PREFIX.length), job, words, next, enabled };
  });
  return {
    text: tableText(
      [
        { head: 'job', cell: ({ name }) => name },
        {
          head: 'next (IST)',
          cell: ({ next: [at] }) => (at === undefined ? 'never' : inIndia(at)),
        },
        {
          head: 'here',
          cell: ({ next: [at] }) => (at === undefined ? '' : here(at, machine.zone)),
        },
        { head: 'on', cell: ({ enabled }) => (enabled ? 'yes' : 'no') },
        { head: 'by', cell: ({ job }) => by.get(job.name) ?? 'hand' },
        { head: 'last', cell: ({ job }) => last.get(job.name)?.outcome ?? 'never ran' },
      ],
      rows,
      'no job has a schedule',
    ),
    json: rows.map(({ name, job, words, next, enabled }) => ({
      name,
      job: job.name,
      words,
      next: next.map(istText),
      enabled,
      by: by.get(job.name) ?? null,
      lastOutcome: last.get(job.name)?.outcome ?? null,
    })),
  };
}
