import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { Instant } from '../../core/market/instant.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import type { Context } from '../../kit/context.ts';
import type { AskedDays, ToldRows } from '../../ports/corporate-actions.ts';
import type { SyncRecord } from '../../store/sync-history.ts';
import type { DayRange } from './plan.ts';

/** The wall and the run's clock are read one after the other; a run as of now is this near. */
const NOW_SECONDS = 60;

/** What became of one window of one kind of thing. */
export interface Piece {
  /** `corporate actions of bse`: the name in the history of requests and in warnings. */
  readonly name: string;
  readonly days: DayRange;
  readonly received: number;
  /** Rows inserted, changed or removed. */
  readonly rows: number;
  readonly refused: number;
  /** Rows of the answer that could not be read: what they were about is not known. */
  readonly unread: readonly RefusedRow[];
  readonly failure?: Failure;
  /** The first source failed and one that knows less stood in for it. */
  readonly standIn?: string;
}

/** What a window's actions came to. */
export interface ActionsPiece {
  readonly pieces: readonly Piece[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** All of the window as they are kept now. */
  readonly actions: readonly CorporateAction[];
}

/** An answer, who gave it, and who failed before. */
export interface Asked<Row> extends ToldRows<Row> {
  readonly source?: string;
  readonly failure?: Failure;
  readonly startedAt: Instant;
}

/**
 * Whether a source that has no dates may be asked: what it tells is today's, which a run as of a past
 * moment must not see. A mirror or replay, and the sandbox, stand where the run does.
 */
export function mayAskUndated(ctx: Context): boolean {
  const past = ctx.wall.now() - ctx.clock.now() > NOW_SECONDS;
  const elsewhere = ctx.settings['sources.nse.base_url'] ?? ctx.settings.base_url;
  return !past || elsewhere !== undefined || ctx.run.sandbox;
}

/** Whether all of a window came: a row that could not be read may be one that is kept. */
export function isWhole({ source, refused }: Pick<Asked<unknown>, 'source' | 'refused'>): boolean {
  return source !== undefined && refused.length === 0;
}

/** Asks one after the other until one answers; the first failure is kept beside the answer. */
export async function askInTurn<Row>(
  ctx: Context,
  sources: readonly {
    readonly name: string;
    readonly ask: (days: AskedDays) => Promise<ToldRows<Row>>;
  }[],
  days: AskedDays,
): Promise<Asked<Row>> {
  const startedAt = ctx.wall.now();
  let first: Failure | undefined;
  for (const { name, ask } of sources) {
    ctx.step();
    const answer = await ask(days).catch(sourceFailure);
    if (!(answer instanceof Failure)) {
      return { ...answer, source: name, startedAt, ...(first ? { failure: first } : {}) };
    }
    first ??= answer;
  }
  return { rows: [], refused: [], startedAt, ...(first ? { failure: first } : {}) };
}

/** What the history of requests keeps of a piece. */
export function syncRecord(
  ctx: Context,
  piece: Piece,
  asked: Pick<Asked<unknown>, 'source' | 'startedAt'>,
  why: string,
): SyncRecord {
  const { name, days, received, rows, refused, failure } = piece;
  const answered = asked.source !== undefined;
  return {
    runId: ctx.run.id,
    job: ctx.run.job,
    symbol: name,
    interval: '1d',
    status: answered ? (failure ? 'PARTIAL' : 'SUCCESS') : 'FAILED',
    ...(asked.source === undefined ? {} : { source: asked.source }),
    from: days.from,
    to: days.to,
    received,
    changed: rows,
    refused,
    why,
    ...(failure ? { error: { code: failure.code, message: failure.message } } : {}),
    asOf: ctx.clock.now(),
    startedAt: asked.startedAt,
    endedAt: ctx.wall.now(),
  };
}
