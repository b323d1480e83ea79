import type { Needs } from './hardening.ts';
import { GENERATED } from './installation.ts';
import type { Installation } from './installation.ts';
import { serviceSection } from './service-unit.ts';

/** Where the API is reached: the loopback only. */
const ADDRESS = '127.0.0.1:8787';
/** How long it waits for the next call; the socket starts it again. */
const IDLE_SECONDS = 300;

/**
 * The socket that starts the API with the first call, so that nothing of ours stays resident. It is
 * installed with the timers and left off: `systemctl enable --now paperjobs-api.socket` opens it.
 */
export function apiSocket(): string {
  return `${[
    GENERATED,
    '[Unit]',
    'Description=paperjobs: status page and job API on the loopback',
    '',
    '[Socket]',
    `ListenStream=${ADDRESS}`,
    '# One process answers all calls, and ends when there are none.',
    'Accept=no',
    'Backlog=64',
    '# A service that dies at its start is not started for ever.',
    'TriggerLimitIntervalSec=10s',
    'TriggerLimitBurst=20',
    '',
    '[Install]',
    'WantedBy=sockets.target',
  ].join('\n')}\n`;
}

/** The service behind the socket. Jobs that calls start are its children, under the same sandbox. */
export function apiService(where: Installation): string {
  const needs: Needs = { network: true };
  const words = ['serve', '--idle-seconds', String(IDLE_SECONDS)];
  return `${[
    GENERATED,
    '[Unit]',
    'Description=paperjobs: answers calls of the job API until there are none',
    '# Without the socket it would listen on a port of its own.',
    'Requires=paperjobs-api.socket',
    'After=paperjobs-api.socket',
    'OnFailure=paperjobs-notify@%n.service',
    '',
    ...serviceSection(words, 1, 'medium', needs, where, 'exec'),
    'SuccessExitStatus=143',
  ].join('\n')}\n`;
}
