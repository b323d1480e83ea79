import type { Command } from '../kit/command.ts';
import type { Job } from '../kit/job.ts';
import { scheduleWords } from '../kit/schedule.ts';
import { commandLines } from './completion/command-lines.ts';
import type { CommandLine, LineFlag } from './completion/command-lines.ts';
import { COMMON_FLAGS } from '../kit/flags.ts';

/** Text as roff takes it: no line begins with a control character, a hyphen stays one. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1');
}

function flagEntry({ long, short, help, value, placeholder }: LineFlag): string {
  const name = `${short === undefined ? '' : `\\fB${roff(short)}\\fR, `}\\fB${roff(long)}\\fR`;
  const words = value?.kind === 'words' ? value.words.join('|') : undefined;
  const takes = value ? ` \\fI${roff(placeholder ?? words ?? 'value')}\\fR` : '';
  return `.TP\n${name}${takes}\n${roff(help)}`;
}

const COMMON = new Set(COMMON_FLAGS.map(({ long }) => long));
const own = ({ flags }: CommandLine): readonly LineFlag[] =>
  flags.filter(({ long }) => !COMMON.has(long));

function entry(line: CommandLine, further: readonly string[], typed: readonly string[]): string {
  return [
    `.SS "paperjobs ${line.words.map(roff).join(' ')}"`,
    `${roff(line.summary)}.`,
    ...further.flatMap((text) => ['.PP', roff(text)]),
    ...own(line).map(flagEntry),
    examples(typed),
  ].join('\n');
}

/** Command lines as they are typed, each on a line of its own. */
function examples(lines: readonly string[]): string {
  const typed = lines.map((line) => roff(`paperjobs ${line}`));
  return ['.PP', '.RS', '.nf', ...typed, '.fi', '.RE'].join('\n');
}

/**
 * The manual page of section 1, in man(7) macros.
 *
 * @param statuses rows of status, outcomes and when
 */
export function manualPage(
  jobs: readonly Job[],
  commands: readonly Command[],
  statuses: readonly (readonly [string, string, string])[],
): string {
  const lines = commandLines(jobs, commands);
  const common = (lines[0]?.flags ?? []).filter(({ long }) => COMMON.has(long));
  return `${[
    '.\\" Generated from the lists of jobs and commands.',
    '.TH PAPERJOBS 1',
    '.SH NAME',
    'paperjobs \\- the jobs of a paper\\-trading desk, each run once',
    '.SH SYNOPSIS',
    '.B paperjobs',
    '\\fIjob\\fR|\\fIcommand\\fR [\\fIoption\\fR...]',
    '.SH DESCRIPTION',
    'One program of one\\-shot jobs on one SQLite file, driven by systemd timers or cron.',
    'Every job runs once, does its whole work and ends with a status that tells the truth.',
    'Times of schedules are Indian standard time.',
    '.SH OPTIONS OF EVERY JOB',
    ...common.map(flagEntry),
    '.SH JOBS',
    ...jobs.map((job, index) => {
      const line = lines[index];
      const schedule = `Schedule: ${scheduleWords(job.schedules)}. Can end: ${['ok', ...job.endings].join(', ')}.`;
      const told = [...(job.description ? [job.description] : []), schedule];
      return line ? entry(line, told, job.examples) : '';
    }),
    '.SH COMMANDS',
    ...commands.map((command, index) => {
      const line = lines[jobs.length + index];
      return line ? entry(line, [], command.examples) : '';
    }),
    '.SH EXIT STATUS',
    ...statuses.map(
      ([status, outcomes, when]) =>
        `.TP\n\\fB${roff(status)}\\fR ${roff(outcomes.replaceAll('`', ''))}\n${roff(when.replaceAll('`', ''))}`,
    ),
    '.SH FILES',
    '.TP',
    '\\fI~/.config/paperjobs/config.toml\\fR',
    'settings; \\fBpaperjobs init\\fR writes one with every setting commented',
    '.TP',
    '\\fI~/.local/share/paperjobs/paperjobs.db\\fR',
    'the database',
    '.SH SEE ALSO',
    '\\fBsystemd.timer\\fR(5), \\fBcrontab\\fR(5), \\fBsqlite3\\fR(1)',
  ].join('\n')}\n`;
}
