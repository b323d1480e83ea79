import type { Priority } from '../kit/job.ts';
import { GENERATED, SERVICE_USER, STATE_FOLDER } from './installation.ts';
import type { Flavour, Installation } from './installation.ts';
import { hardening } from './hardening.ts';
import type { Needs } from './hardening.ts';
import { unitWord, unitWords } from './unit-words.ts';
import type { TimedRun } from './timed-run.ts';

/** What the machine gives a job by its priority. */
const SHARES: Readonly<Record<Priority, readonly string[]>> = {
  critical: ['Nice=-5', 'CPUWeight=400', 'IOSchedulingClass=best-effort', 'IOSchedulingPriority=0'],
  high: ['Nice=0', 'CPUWeight=200', 'IOSchedulingClass=best-effort', 'IOSchedulingPriority=2'],
  medium: ['Nice=5', 'CPUWeight=100', 'IOSchedulingClass=best-effort', 'IOSchedulingPriority=4'],
  low: ['Nice=10', 'CPUWeight=50', 'IOSchedulingClass=idle'],
};

function shares(priority: Priority, flavour: Flavour): string[] {
  if (flavour === 'system') return [...SHARES[priority]];
  // Nobody may go before others by his own word.
  return SHARES[priority].filter((line) => line !== 'Nice=-5');
}

/** Who runs it, and where its files are. */
function place({ flavour, environment, writable }: Installation): string[] {
  const variables = Object.entries(environment).map(
    ([name, value]) => `Environment=${unitWord(`${name}=${value}`)}`,
  );
  if (flavour === 'user') {
    return [
      '# No StateDirectory=: the database is the one that the same person has by hand.',
      'WorkingDirectory=%h',
      ...variables,
    ];
  }
  return [
    '# One user for all units: they share one database.',
    `User=${SERVICE_USER}`,
    `Group=${SERVICE_USER}`,
    `StateDirectory=${SERVICE_USER}`,
    'StateDirectoryMode=0700',
    `WorkingDirectory=${STATE_FOLDER}`,
    '# The user has no entry of a home that a sandbox could look up.',
    `Environment=HOME=${STATE_FOLDER}`,
    ...variables,
    ...writable.map((folder) => `ReadWritePaths=-${unitWord(folder)}`),
  ];
}

/** Secrets by bare name: of the machine's credential store, and one that is not there is left out. */
function secrets({ flavour, credentials }: Installation, { network }: Needs): string[] {
  if (!network || credentials.length === 0) return [];
  if (flavour === 'user') {
    return ['# Secrets are read from the credential folder beside the database.'];
  }
  return [
    '# Files of these names in /etc/credstore; one that is missing fails nothing.',
    ...credentials.map((name) => `LoadCredential=${name}`),
  ];
}

/** The section of any of our services. `exec`: it stays until nobody asks it any more. */
export function serviceSection(
  words: readonly string[],
  timeoutMinutes: number,
  priority: Priority,
  needs: Needs,
  where: Installation,
  type: 'oneshot' | 'exec' = 'oneshot',
): string[] {
  return [
    '[Service]',
    `Type=${type}`,
    `ExecStart=${unitWords([...where.program, ...words])}`,
    `TimeoutStartSec=${timeoutMinutes}min`,
    '# A run ends within seconds of the signal; its helpers are told by itself.',
    'TimeoutStopSec=30s',
    'KillMode=mixed',
    'SyslogIdentifier=paperjobs',
    'LogRateLimitIntervalSec=0',
    'Slice=paperjobs.slice',
    ...shares(priority, where.flavour),
    ...place(where),
    ...secrets(where, needs),
    ...hardening(needs, where.flavour),
  ];
}

/** The service of one timed run. It has no `[Install]`: its timer starts it. */
export function serviceUnit(run: TimedRun, needs: Needs, where: Installation): string {
  const { job, words } = run;
  const online = needs.network && where.flavour === 'system';
  return `${[
    GENERATED,
    '[Unit]',
    `Description=paperjobs ${[job.name, ...words].join(' ')}: ${job.summary}`.replaceAll('%', '%%'),
    ...(online ? ['Wants=network-online.target', 'After=network-online.target'] : []),
    'OnFailure=paperjobs-notify@%n.service',
    '',
    ...serviceSection([job.name, ...words], job.timeoutMinutes, job.priority, needs, where),
    '# Not failures: partial (3), not yet published (75), stopped (143). The next start goes on.',
    'SuccessExitStatus=3 75 143',
  ].join('\n')}\n`;
}

/** What `OnFailure=` starts; its instance is the unit that failed. */
export function notifyUnit(where: Installation): string {
  const needs: Needs = { network: true, journal: true };
  return `${[
    GENERATED,
    '[Unit]',
    'Description=paperjobs: tells that %i failed',
    ...(where.flavour === 'system'
      ? ['Wants=network-online.target', 'After=network-online.target']
      : []),
    '# No OnFailure= of its own: it would call itself for ever.',
    '',
    ...serviceSection(['notify', '--unit', '%i'], 2, 'high', needs, where),
    '# What cannot be delivered now waits in the database.',
    'SuccessExitStatus=3 75 143',
  ].join('\n')}\n`;
}

/** The slice that holds all runs, so that one line shows or limits what they take together. */
export function sliceUnit(): string {
  return `${GENERATED}\n[Unit]\nDescription=Jobs of the paper-trading desk\n`;
}
