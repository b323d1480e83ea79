import type { OutcomeWord } from '../core/outcome.ts';
import type { RunReport } from '../core/run-report.ts';

/**
 * Exit statuses: the one place that knows numbers. A published promise; see the README.
 *
 * @see sysexits(3) for 64 to 78
 */
const STATUS: Readonly<Record<Exclude<OutcomeWord, 'disk' | 'stopped'>, number>> = {
  ok: 0,
  noop: 0,
  closed: 0,
  disabled: 0,
  partial: 3,
  locked: 11,
  usage: 64,
  'bad-data': 65,
  late: 69,
  blocked: 69,
  bug: 70,
  'not-yet': 75,
  auth: 77,
  config: 78,
};

/** Status of a command whose answer is no: `paperjobs session` on a closed day. */
export const NO_STATUS = 1;

/** Status of a command that found something which needs a person: `paperjobs status`. */
export const DEGRADED_STATUS = 3;

/** The exit status of a run. */
export function exitStatus({
  outcome,
  error,
  signal,
}: Pick<RunReport, 'outcome' | 'error' | 'signal'>): number {
  if (outcome === 'disk') return error?.code === 'disk-create' ? 73 : 74;
  if (outcome === 'stopped') return signal === 'SIGINT' ? 130 : 143;
  return STATUS[outcome];
}

/** The statuses with their outcomes and meanings, for the README and `--help`. */
export const EXIT_TABLE: readonly (readonly [string, string, string])[] = [
  ['0', 'ok, noop, closed, disabled', 'done / nothing due / market shut / switched off'],
  ['3', 'partial', 'some instruments or sessions failed; the ledger lists them'],
  ['11', 'locked', 'the wait for the lock ran out; the holder is named'],
  ['64', 'usage', 'wrong command line'],
  ['65', 'bad-data', 'the source answered, validation refused it; the raw body is kept'],
  ['69', 'late, blocked', 'past its deadline / the source refuses us / its circuit is open'],
  ['70', 'bug', 'unexpected exception'],
  ['73, 74', 'disk', 'cannot create / I/O error or disk full'],
  ['75', 'not-yet', 'not published, throttled, network down: the next timer point tries again'],
  ['77', 'auth', 'credential missing, refused or expired'],
  ['78', 'config', 'invalid configuration, with file, line and column'],
  ['130, 143', 'stopped', 'SIGINT, SIGTERM: state consistent, the next run continues'],
];
