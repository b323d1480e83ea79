import type { Command } from '../kit/command.ts';
import type { Job } from '../kit/job.ts';
import { scheduleWords } from '../kit/schedule.ts';
import { table } from './markdown-table.ts';

/** The README's table of jobs. */
export function jobsTable(jobs: readonly Job[]): string {
  return table(
    ['job', 'what one run does', 'default schedule (IST)', 'can end, besides `ok`'],
    jobs.map((job) => [
      `\`${job.name}\``,
      job.summary,
      scheduleWords(job.schedules),
      job.endings.join(', '),
    ]),
  );
}

/** The README's table of commands that are no jobs. */
export function commandsTable(commands: readonly Command[]): string {
  return table(
    ['command', 'what it does', 'for example'],
    commands.map((command) => [
      `\`${command.name}\``,
      command.summary,
      `\`paperjobs ${command.examples[0] ?? command.name}\``,
    ]),
  );
}

/** The README's table of exit statuses. */
export function exitTable(rows: readonly (readonly [string, string, string])[]): string {
  return table(['status', 'outcomes', 'when'], rows);
}
