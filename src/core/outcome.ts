import type { FailureCode } from './failure.ts';

/**
 * How a run ended: one word, the same in the exit status, the ledger, the JSON, the log, the ping
 * and the metrics file. `ok`, `noop`, `closed`, `disabled` and `partial` are returned by a run;
 * the others come from what it threw.
 */
export type OutcomeWord =
  | 'ok'
  | 'noop'
  | 'closed'
  | 'disabled'
  | 'partial'
  | 'locked'
  | 'usage'
  | 'bad-data'
  | 'late'
  | 'blocked'
  | 'bug'
  | 'disk'
  | 'not-yet'
  | 'auth'
  | 'config'
  | 'stopped';

/** What a job can return; everything else is thrown. */
export type ReturnedOutcome = Extract<
  OutcomeWord,
  'ok' | 'noop' | 'closed' | 'disabled' | 'partial'
>;

/** What a run counted, by name: rows, symbols, requests. */
export type Counts = Readonly<Record<string, number>>;

/** The outcome word of a failure. */
export function outcomeOf(code: FailureCode): OutcomeWord {
  return code === 'disk-create' || code === 'disk-io' ? 'disk' : code;
}
