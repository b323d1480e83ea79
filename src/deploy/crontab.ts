import { SCHEDULE_ZONE } from '../kit/schedule.ts';
import { IST_OFFSET_SECONDS } from '../core/market/instant.ts';
import type { Priority } from '../kit/job.ts';
import { cronFields } from './cron-lines.ts';
import type { TimedLine } from './timed-line.ts';
import type { TimedRun } from './timed-run.ts';
import { shellWord } from './unit-words.ts';

/** How a crontab is to be written. */
export interface CrontabStyle {
  /** Absolute paths of Node and of the program. */
  readonly program: readonly [node: string, script: string];
  /** Folder of the logs: one file for each job. */
  readonly logFolder: string;
  /** IANA name of the zone of the cron daemon. */
  readonly zone: string;
  /** Distances of that zone from UTC in the year ahead, minutes. */
  readonly offsets: readonly number[];
  /** For daemons that know `CRON_TZ` (cronie): Indian times, as they are. */
  readonly cronTz: boolean;
  /** Who gets what cron itself has to say; empty: nobody. */
  readonly mailTo: string;
  /** Variables of every run. */
  readonly environment: Readonly<Record<string, string>>;
  /** Lines that look after the logs themselves, where logrotate's own folder is out of reach. */
  readonly rotate?: string;
}

/** Marks around our part of a crontab. */
export const BLOCK_BEGIN =
  '# >>> paperjobs: made by `paperjobs schedule install --cron`; changes up to the end mark are lost';
export const BLOCK_END = '# <<< paperjobs';

/** Folders in which commands are looked for: cron's own list is shorter. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const NICE: Readonly<Record<Priority, number>> = { critical: 0, high: 0, medium: 5, low: 10 };

/** cron takes `%` for the end of the line. */
const escaped = (command: string): string => command.replaceAll('%', String.raw`\%`);

/** `-0330`: as `date +%z` has it. */
function offsetText(minutes: number): string {
  const digits = (number: number): string => String(number).padStart(2, '0');
  const whole = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(whole / 60))}${digits(whole % 60)}`;
}

function commandOf({ job, words, unit }: TimedRun, style: CrontabStyle): string {
  const niceness = NICE[job.priority];
  const log = `${style.logFolder}/${unit.replace('paperjobs-', '')}.log`;
  const asked = [...style.program, job.name, ...words].map(shellWord).join(' ');
  return [
    `timeout -k 30 ${job.timeoutMinutes}m`,
    ...(niceness === 0 ? [] : [`nice -n ${niceness}`]),
    asked,
    `>>${shellWord(log)} 2>&1`,
  ].join(' ');
}

function linesOfRun(run: TimedRun, lines: readonly TimedLine[], style: CrontabStyle): string[] {
  const command = commandOf(run, style);
  if (style.cronTz || style.offsets.length === 1) {
    const offset = style.cronTz ? IST_OFFSET_SECONDS / 60 : (style.offsets[0] ?? 0);
    const fields = lines.flatMap((line) => cronFields(line, offset));
    return fields.map((field) => `${field} ${escaped(command)}`);
  }
  // Each time of the year has lines of its own, which do nothing in the other.
  return style.offsets.flatMap((offset) => {
    const now = `[ "$(date +%z)" != ${offsetText(offset)} ] ||`;
    const fields = lines.flatMap((line) => cronFields(line, offset));
    return fields.map((field) => `${field} ${escaped(`${now} ${command}`)}`);
  });
}

/**
 * A crontab with its marks, or the part of one. It ends with a line feed, without which cron leaves
 * the last line out.
 *
 * @param runs with the lines of each, as `timedLines` gives them
 */
export function crontab(
  runs: readonly { readonly run: TimedRun; readonly lines: readonly TimedLine[] }[],
  style: CrontabStyle,
): string {
  const zoneWords = style.cronTz
    ? `Times are those of ${SCHEDULE_ZONE}, for a cron that knows CRON_TZ (cronie); Debian's does not.`
    : `Times are those of a cron in the zone ${style.zone}; for another zone: paperjobs schedule render --cron.`;
  return `${[
    BLOCK_BEGIN,
    `# ${zoneWords}`,
    '# Holidays and special hours are decided by each run, from the calendar.',
    'SHELL=/bin/sh',
    `PATH=${PATH}`,
    `MAILTO="${style.mailTo}"`,
    ...(style.cronTz ? [`CRON_TZ=${SCHEDULE_ZONE}`] : []),
    'PAPERJOBS_TRIGGER=cron',
    ...Object.entries(style.environment).map(([name, value]) => `${name}="${value}"`),
    ...runs.flatMap(({ run, lines }) => [
      `# ${[run.job.name, ...run.words].join(' ')}: ${run.job.summary}`,
      ...linesOfRun(run, lines, style),
    ]),
    ...(style.rotate === undefined ? [] : ['# logs', `30 4 * * * ${escaped(style.rotate)}`]),
    BLOCK_END,
  ].join('\n')}\n`;
}

/** The parts of a crontab: ours, and what belongs to others. */
export interface CutCrontab {
  /** With its marks and a line feed at its end; absent where there is none. */
  readonly own?: string;
  readonly foreign: string;
}

/** Cuts our part out of a crontab; the other lines stay as they are, in their order. */
export function cutCrontab(text: string): CutCrontab {
  const begin = text.indexOf(BLOCK_BEGIN);
  const end = text.indexOf(BLOCK_END, begin);
  if (begin < 0 || end < 0) return { foreign: text };
  const next = text.indexOf('\n', end);
  const after = next < 0 ? text.length : next + 1;
  return {
    own: `${text.slice(begin, after).trimEnd()}\n`,
    foreign: `${text.slice(0, begin)}${text.slice(after)}`,
  };
}

/** Puts our part at the end, where its variables reach no line of others. */
export function joinCrontab(foreign: string, own: string): string {
  return foreign === '' || foreign.endsWith('\n') ? foreign + own : `${foreign}\n${own}`;
}
