import type { OpenDay } from '../../core/calendar/calendar.ts';
import { nextStarts } from '../../deploy/next-starts.ts';
import { onCalendar } from '../../deploy/on-calendar.ts';
import type { Flavour } from '../../deploy/installation.ts';
import { timedLines } from '../../deploy/timed-line.ts';
import { timedRuns } from '../../deploy/timed-run.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { Job } from '../../kit/job.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { Machine } from '../../ports/machine.ts';
import { tableText } from '../../render/table.ts';
import { chosenJobs, cronBlock, placeProblems, specialsAhead, unitsFor } from '../schedule-desk.ts';
import type { SCHEDULE_OPTIONS } from '../schedule-options.ts';
import { askedKinds } from '../schedule-kinds.ts';
import type { ScheduleKind } from '../schedule-kinds.ts';

/** One thing that was looked at. */
interface Check {
  readonly what: string;
  /** Absent: it could not be looked at here. */
  readonly good?: boolean;
  readonly note: string;
}

/** Exposure that a unit may have, in tenths: with a network, and without one. */
const [OUTWARD_TENTHS, INWARD_TENTHS] = [15, 5];

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/** Every line of every schedule comes again, as far as anybody can see. */
function starts(ctx: CommandContext, jobs: readonly Job[], specials: readonly OpenDay[]): Check[] {
  const now = ctx.wall.now();
  const silent = timedRuns(jobs).filter(
    ({ schedules }) => nextStarts(timedLines(schedules, specials), now, 1).length === 0,
  );
  const names = silent.map(({ unit }) => unit).join(', ');
  const count = timedRuns(jobs).length;
  return [
    {
      what: 'next starts',
      good: silent.length === 0,
      note: names === '' ? `all of ${count} runs come again` : `never again: ${names}`,
    },
  ];
}

async function calendarEvents(
  machine: Machine,
  jobs: readonly Job[],
  specials: readonly OpenDay[],
): Promise<Check> {
  const lines = timedRuns(jobs).flatMap(({ schedules }) => timedLines(schedules, specials));
  const events = [...new Set(lines.flatMap(onCalendar))];
  const told = await machine.ask(['systemd-analyze', 'calendar', ...events]);
  if (!told) return { what: 'calendar events', note: 'not looked at: no systemd-analyze here' };
  return {
    what: 'calendar events',
    good: told.status === 0,
    note: told.status === 0 ? `${events.length} events are read` : firstLine(told.stderr),
  };
}

/** The units as files in a folder of their own, looked at by systemd. */
async function units(
  ctx: CommandContext,
  machine: Machine,
  flavour: Flavour,
  jobs: readonly Job[],
  specials: readonly OpenDay[],
): Promise<Check[]> {
  const files = unitsFor(ctx, machine, flavour, jobs, specials);
  return machine.inFolder(async (folder) => {
    for (const { name, text } of files) await machine.write(`${folder}/${name}`, text);
    const plain = files.filter(({ name }) => !name.includes('@'));
    const verified = await machine.ask([
      'systemd-analyze',
      ...(flavour === 'user' ? ['--user'] : []),
      'verify',
      '--man=no',
      '--recursive-errors=one',
      ...plain.map(({ name }) => `${folder}/${name}`),
    ]);
    if (!verified) return [{ what: 'units', note: 'not looked at: no systemd-analyze here' }];
    const read: Check = {
      what: 'units',
      good: verified.status === 0,
      note: verified.status === 0 ? `${files.length} are good` : firstLine(verified.stderr),
    };
    if (flavour === 'user') return [read];
    const exposed: string[] = [];
    const services = files.filter(({ name }) => name.endsWith('.service'));
    for (const { name, text } of services) {
      const limit = text.includes('PrivateNetwork=yes') ? INWARD_TENTHS : OUTWARD_TENTHS;
      const words = ['security', '--offline=true', '--no-pager', `--threshold=${limit}`];
      const told = await machine.ask(['systemd-analyze', ...words, `${folder}/${name}`]);
      if (told?.status !== 0) exposed.push(name);
    }
    return [
      read,
      {
        what: 'exposure',
        good: exposed.length === 0,
        note:
          exposed.length === 0
            ? `${services.length} services within 1.5, without a network 0.5`
            : `too open: ${exposed.join(', ')}`,
      },
    ];
  });
}

async function crontab(machine: Machine, text: string): Promise<Check> {
  const told = await machine.inFolder(async (folder) => {
    await machine.write(`${folder}/crontab`, text);
    return machine.ask(['crontab', '-n', `${folder}/crontab`]);
  });
  const what = 'crontab';
  if (!told) return { what, note: 'not looked at: no crontab here' };
  // Other daemons than Debian's have no -n, and say so.
  if (/invalid option|usage/i.test(told.stderr) && !/bad|errors/.test(told.stderr)) {
    return { what, note: 'not looked at: this crontab has no -n' };
  }
  const good = told.status === 0;
  return { what, good, note: good ? 'it is read' : firstLine(told.stderr) };
}

/** Looks at everything. The configuration was looked at when it was read. */
export async function run(
  ctx: CommandContext,
  asked: OptionValues<typeof SCHEDULE_OPTIONS>,
): Promise<CommandResult> {
  const machine = await ctx.machine();
  const jobs = chosenJobs(ctx, asked.jobs);
  const specials = await specialsAhead(ctx);
  const named = asked.systemd !== undefined || asked.cron;
  const kinds: readonly ScheduleKind[] = named ? askedKinds(asked) : ['system', 'cron'];
  const checks = [...starts(ctx, jobs, specials), await calendarEvents(machine, jobs, specials)];
  for (const kind of kinds) {
    const found =
      kind === 'cron'
        ? [await crontab(machine, cronBlock(ctx, machine, asked, jobs, specials))]
        : await units(ctx, machine, kind, jobs, specials);
    checks.push(...found);
    // Only what somebody means to install must be in its place.
    if (!named) continue;
    const problems = placeProblems(ctx, machine, kind);
    checks.push(...problems.map((note) => ({ what: `place (${kind})`, good: false, note })));
  }
  return {
    text: tableText(
      [
        { head: 'what', cell: ({ what }) => what },
        { head: '', cell: ({ good }) => (good === undefined ? '-' : good ? 'good' : 'WRONG') },
        { head: 'found', cell: ({ note }) => note },
      ],
      checks,
      'nothing to look at',
    ),
    json: checks.map(({ what, good, note }) => ({ what, good: good ?? null, note })),
    no: checks.some(({ good }) => good === false),
  };
}
