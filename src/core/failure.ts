/**
 * Why a run cannot go on, named by who must act.
 *
 * | code | who acts |
 * | --- | --- |
 * | `usage` | the caller: the command line is wrong |
 * | `locked` | nobody: another run holds the lock past the wait |
 * | `bad-data` | the developer: the source answered in a shape or with values that are refused |
 * | `late` | the operator: still not published after its deadline |
 * | `blocked` | the operator: the source refuses us, or its circuit is open |
 * | `disk-create` | the operator: a file or folder cannot be created |
 * | `disk-io` | the operator: reading or writing failed, or the disk is full |
 * | `not-yet` | the timer, later: not published, throttled, network down |
 * | `auth` | the operator: a credential is missing, refused or expired |
 * | `config` | the operator: a setting is missing or wrong, or the calendar has run out |
 * | `stopped` | nobody: a signal asked the run to end |
 */
export const FAILURE_CODES = [
  'usage',
  'locked',
  'bad-data',
  'late',
  'blocked',
  'disk-create',
  'disk-io',
  'not-yet',
  'auth',
  'config',
  'stopped',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Facts beside the sentence, for the log and the ledger. Never a secret. */
export type FailureDetail = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An expected failure: its sentence says what was expected, what was found and what to do.
 * Anything else that is thrown is a bug (exit status 70).
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: FailureDetail;

  constructor(
    code: FailureCode,
    sentence: string,
    more: { detail?: FailureDetail; cause?: unknown } = {},
  ) {
    super(sentence, more.cause === undefined ? {} : { cause: more.cause });
    this.name = 'Failure';
    this.code = code;
    this.detail = more.detail ?? {};
  }
}

/** Which failures tell the most about a run in which nothing worked, most telling first. */
const BY_WEIGHT: readonly FailureCode[] = [
  'stopped',
  'disk-io',
  'disk-create',
  'config',
  'usage',
  'auth',
  'bad-data',
  'blocked',
  'late',
  'locked',
  'not-yet',
];

/**
 * The failure that speaks for a run in which every piece failed: the code that most pieces ended
 * with; among equals the one that most needs a person.
 *
 * @returns absent for an empty list
 */
export function mostTelling(failures: readonly Failure[]): Failure | undefined {
  const counts = new Map<FailureCode, number>();
  for (const { code } of failures) counts.set(code, (counts.get(code) ?? 0) + 1);
  return failures.toSorted(
    (a, b) =>
      (counts.get(b.code) ?? 0) - (counts.get(a.code) ?? 0) ||
      BY_WEIGHT.indexOf(a.code) - BY_WEIGHT.indexOf(b.code),
  )[0];
}
