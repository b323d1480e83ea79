import { pointsOf } from '../kit/schedule.ts';
import { GENERATED } from './installation.ts';
import { onCalendar } from './on-calendar.ts';
import type { TimedLine } from './timed-line.ts';
import type { TimedRun } from './timed-run.ts';

/** Starts nearer to each other than this are meant to the second. */
const CLOSE_MINUTES = 10;

/** Smallest distance between two starts of a day, in minutes; a day for a single start. */
function stepMinutes({ schedules }: TimedRun): number {
  const steps = schedules.flatMap((schedule) => {
    const points = pointsOf(schedule);
    return points.slice(1).map((point, place) => point - (points[place] ?? 0));
  });
  return Math.min(24 * 60, ...steps);
}

/**
 * Seconds over which starts are spread, so that not every desk asks a source at the same second;
 * absent where a start is meant to the second, or nobody is asked.
 */
function jitterSeconds(run: TimedRun): number | undefined {
  if (!run.job.network || stepMinutes(run) < CLOSE_MINUTES) return undefined;
  return stepMinutes(run) < 60 ? 60 : 120;
}

/** Whether a start that was missed while the machine was off is worth making up for. */
function catchesUp({ job }: TimedRun): boolean {
  return job.gate === undefined && job.missed !== 'skip';
}

/** The timer of one timed run. */
export function timerUnit(run: TimedRun, lines: readonly TimedLine[]): string {
  const jitter = jitterSeconds(run);
  const named = [run.job.name, ...run.words].join(' ');
  return `${[
    GENERATED,
    '[Unit]',
    `Description=Starts paperjobs ${named.replaceAll('%', '%%')}`,
    '',
    '[Timer]',
    ...lines.flatMap(onCalendar).map((when) => `OnCalendar=${when}`),
    'AccuracySec=1s',
    ...(jitter === undefined
      ? []
      : [
          '# The same moment of each period on this machine, another one on others.',
          `RandomizedDelaySec=${jitter}`,
          'FixedRandomDelay=true',
        ]),
    ...(catchesUp(run)
      ? [
          '# Once after the machine was off: the run itself finds what is missing.',
          'Persistent=true',
        ]
      : []),
    '',
    '[Install]',
    'WantedBy=timers.target',
  ].join('\n')}\n`;
}
