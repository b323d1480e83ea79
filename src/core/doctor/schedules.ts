import { bad, good, unknown, weak } from './finding.ts';
import type { Finding } from './finding.ts';

/** What starts a job on this machine. */
export interface StarterFacts {
  readonly job: string;
  /** Its timer: absent where none is installed. */
  readonly timer?: { readonly enabled: boolean; readonly hasNext: boolean };
  /** Whether a line of a crontab of ours starts it. */
  readonly cron: boolean;
}

/** What systemd and cron say. */
export interface ScheduleFacts {
  /** Absent where systemd does not run. */
  readonly systemd?: { readonly notifyUnit: boolean };
  readonly starters: readonly StarterFacts[];
}

function judgeOne({ job, timer, cron }: StarterFacts): Finding[] {
  const about = `timer ${job}`;
  if (timer && cron) {
    return [
      bad(
        about,
        'timer and crontab both start it',
        'remove one: `paperjobs schedule remove --cron`',
      ),
    ];
  }
  if (!timer) return [];
  if (!timer.enabled) {
    const advice = `\`systemctl enable --now paperjobs-${job}.timer\``;
    return [weak(about, 'installed, but not enabled', advice)];
  }
  if (!timer.hasNext) {
    const advice = `\`systemctl restart paperjobs-${job}.timer\`, then \`systemctl list-timers\``;
    return [bad(about, 'enabled, but it will never elapse', advice)];
  }
  return [];
}

/** Whether every job is started by something, and by one thing only. */
export function judgeSchedules({ systemd, starters }: ScheduleFacts): Finding[] {
  const started = starters.filter(({ timer, cron }) => timer !== undefined || cron);
  if (started.length === 0) {
    const advice = 'by hand is fine; else `paperjobs schedule install --systemd` or `--cron`';
    return [weak('schedules', 'nothing on this machine starts a job', advice)];
  }
  const missing = starters.filter(({ timer, cron }) => timer === undefined && !cron);
  const notify =
    systemd && started.some(({ timer }) => timer) && !systemd.notifyUnit
      ? [
          bad(
            'failure unit',
            'paperjobs-notify@.service is not installed: failures of units are told to nobody',
            '`paperjobs schedule install --systemd`',
          ),
        ]
      : [];
  const all = [
    ...started.flatMap(judgeOne),
    ...missing.map(({ job }) =>
      weak(`timer ${job}`, 'nothing starts it', '`paperjobs schedule install`'),
    ),
    ...notify,
  ];
  if (!systemd)
    all.push(unknown('systemd', 'it does not run here; only the crontab was looked at'));
  const faulty = all.some(({ standing }) => standing !== 'unknown');
  return faulty
    ? all
    : [good('schedules', `${started.length} jobs, each started by one thing`), ...all];
}
