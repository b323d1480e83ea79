import type { OutcomeWord } from '../outcome.ts';

/** What a monitor is told of a run's end: it went well, it failed, or it says nothing either way. */
export type Ping = 'success' | 'log' | { readonly exitCode: number };

const SIGNS: Readonly<Record<OutcomeWord, 'success' | 'log' | 'failure'>> = {
  ok: 'success',
  noop: 'success',
  closed: 'success',
  disabled: 'success',
  // As systemd takes it: done, with some of it missing.
  partial: 'success',
  // Nothing was tried, or it will be tried again: a monitor that waits in vain will say so itself.
  locked: 'log',
  'not-yet': 'log',
  stopped: 'log',
  usage: 'failure',
  'bad-data': 'failure',
  late: 'failure',
  blocked: 'failure',
  bug: 'failure',
  disk: 'failure',
  auth: 'failure',
  config: 'failure',
};

/** The ping of an outcome. */
export function pingOf(outcome: OutcomeWord, exitCode: number): Ping {
  const sign = SIGNS[outcome];
  return sign === 'failure' ? { exitCode } : sign;
}
