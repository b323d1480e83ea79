import { Failure, mostTelling } from '../../core/failure.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { FILE_WORDS } from './fetch-session.ts';
import type { FetchedSession } from './fetch-session.ts';
import type { KeptBatch } from './keep-batch.ts';

/** What is remembered of a session when its rows are gone. */
export type SessionResult = Pick<FetchedSession, 'failures' | 'rows'> & {
  readonly session: string;
  readonly refused: number;
  readonly firstRefused?: string;
};

/** Sessions that are told by name. */
const TOLD_SESSIONS = 10;
/** Refused rows of a file that are told by name. */
const TOLD_ROWS = 5;

/** What is told of a session. */
export function resultOf(
  ctx: Context,
  { keep: { session }, failures, rows, refused }: FetchedSession,
): SessionResult {
  for (const { kind, row, reason } of refused.slice(0, TOLD_ROWS)) {
    ctx.log.write('warning', 'row refused', { session, file: FILE_WORDS[kind], row, reason });
  }
  const [first] = refused;
  return {
    session,
    failures,
    rows,
    refused: refused.length,
    ...(first ? { firstRefused: `${first.row}: ${first.reason}` } : {}),
  };
}

/** The prices were wanted and could not be had: what came beside them is no session. */
const lost = ({ failures }: SessionResult): boolean =>
  failures.some(({ kind }) => kind === 'prices');

function tellAll(ctx: Context, results: readonly SessionResult[]): void {
  const wrong = results.filter(({ failures, refused }) => failures.length > 0 || refused > 0);
  for (const { session, failures, refused, firstRefused } of wrong.slice(0, TOLD_SESSIONS)) {
    for (const { kind, failure } of failures) {
      ctx.warn(`${session}: ${FILE_WORDS[kind]}: ${failure.message}`);
    }
    if (refused > 0) ctx.warn(`${session}: ${refused} rows refused; the first, ${firstRefused}`);
  }
  const others = wrong.length - TOLD_SESSIONS;
  if (others > 0) ctx.warn(`and so with ${others} more sessions: see sync_history`);
}

/** `2026-05-18, 2026-05-19 and 4 more`. */
function some(results: readonly SessionResult[]): string {
  const shown = results.slice(0, TOLD_SESSIONS).map(({ session }) => session);
  const others = results.length - shown.length;
  return `${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/**
 * What the sessions' results say about the run: whole sessions are kept whatever became of others.
 *
 * @throws Failure when no session could be had: the failure that tells the most
 */
export function summarise(
  ctx: Context,
  results: readonly SessionResult[],
  batches: readonly KeptBatch[],
): Outcome {
  const sum = (of: (batch: KeptBatch) => number): number =>
    batches.reduce((total, batch) => total + of(batch), 0);
  const failed = results.filter(lost);
  const lacking = results.filter((result) => result.failures.length > 0 && !lost(result));
  const refused = results.reduce((total, result) => total + result.refused, 0);
  const rows = results.reduce((total, result) => total + result.rows, 0);
  const counts = {
    sessions: results.length,
    received: rows,
    changed: sum(({ changed }) => changed),
    refused,
    newInstruments: sum(({ newInstruments }) => newInstruments),
    unmatched: sum(({ unmatched }) => unmatched),
    explainedGaps: sum(({ gaps }) => gaps),
    partial: lacking.length,
    failed: failed.length,
    requests: ctx.sources.requestCount(),
  };
  tellAll(ctx, results);
  const telling = mostTelling(failed.flatMap(({ failures }) => failures.map((one) => one.failure)));
  if (telling && failed.length === results.length) {
    const rest = failed.length > 1 ? ` (and ${failed.length - 1} more sessions failed)` : '';
    throw new Failure(telling.code, `${telling.message}${rest}`, {
      cause: telling,
      detail: telling.detail,
    });
  }
  const good = results.length - failed.length;
  const done = `${rows} rows of ${good} session${good === 1 ? '' : 's'}, ${counts.changed} changed`;
  const short = [
    failed.length > 0 ? `failed: ${some(failed)}` : '',
    lacking.length > 0 ? `incomplete: ${some(lacking)}` : '',
    refused > 0 ? `${refused} rows refused` : '',
  ].filter((part) => part !== '');
  return short.length > 0
    ? { status: 'partial', summary: `${done}; ${short.join('; ')}`, counts }
    : { status: 'ok', summary: done, counts };
}
