import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import { istDate, istTime } from '../../core/market/instant.ts';
import { publicationDeadline } from '../../core/sync/session-needs.ts';
import type { SessionFileKind } from '../../core/sync/session-needs.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import type { Context } from '../../kit/context.ts';
import type { EndOfDaySource } from '../../ports/end-of-day.ts';
import type { PriceSource, SessionRow } from '../../ports/prices.ts';
import { packRows } from '../../store/packed-rows.ts';
import type { KnownTexts } from '../../store/packed-rows.ts';
import type { SessionToKeep } from '../../store/session-books.ts';
import type { SessionFile } from '../../store/session-files.ts';
import type { SessionTask } from './plan.ts';

/** A source of whole sessions, and what is published beside them. */
export interface SessionSources {
  readonly prices: PriceSource;
  readonly endOfDay: EndOfDaySource;
  /** Texts that the run's sessions have in common; absent: it has one session. */
  readonly texts: KnownTexts | undefined;
}

/** What came of asking for a session's files. */
export interface FetchedSession {
  readonly task: SessionTask;
  readonly keep: SessionToKeep;
  readonly files: readonly SessionFile[];
  /** Files that are wanted and could not be had, price bands left out. */
  readonly failures: readonly { readonly kind: SessionFileKind; readonly failure: Failure }[];
  readonly refused: readonly (RefusedRow & { readonly kind: SessionFileKind })[];
  /** Securities and indices of which something came. */
  readonly rows: number;
  readonly startedAt: ReturnType<Context['wall']['now']>;
}

/** Words for a file in sentences. */
export const FILE_WORDS: Readonly<Record<SessionFileKind, string>> = {
  prices: 'prices',
  deliveries: 'deliveries',
  indices: 'index closes',
  bands: 'price bands',
};

function missing(ctx: Context, { day }: SessionTask, kind: SessionFileKind): Failure {
  const { session } = day;
  const deadline = publicationDeadline(day);
  const late = ctx.clock.now() >= deadline;
  const due = `${istDate(deadline)} ${istTime(deadline)} IST`;
  const when = late
    ? `although they were due by ${due}`
    : `they are due by ${due}; the next run asks again`;
  return new Failure(
    late ? 'late' : 'not-yet',
    `expected ${FILE_WORDS[kind]} of ${session}, found no file in any format: ${when}`,
    { detail: { session, kind } },
  );
}

/** The rows of a file, by what they are. */
interface CameRows extends Pick<SessionToKeep, 'deliveries' | 'indices' | 'bands'> {
  readonly prices?: readonly SessionRow[];
}

interface Came {
  readonly rows: number;
  readonly refused: readonly RefusedRow[];
  readonly format?: string;
  readonly part: CameRows;
}

/** Asks for one file. @returns absent when it is not there */
async function ask(
  { prices, endOfDay }: SessionSources,
  kind: SessionFileKind,
  { day: { session } }: SessionTask,
): Promise<Came | undefined> {
  switch (kind) {
    case 'prices': {
      const answer = await prices.session?.(session);
      if (!answer) return undefined;
      const { rows, refused, format } = answer;
      return { rows: rows.length, refused, format, part: { prices: rows } };
    }
    case 'deliveries': {
      const answer = await endOfDay.deliveries(session);
      if (!answer) return undefined;
      const { deliveries, refused } = answer;
      return { rows: deliveries.length, refused, part: { deliveries } };
    }
    case 'indices': {
      const answer = await endOfDay.indexCloses(session);
      if (!answer) return undefined;
      const { closes, refused } = answer;
      return { rows: closes.length, refused, part: { indices: closes } };
    }
    case 'bands': {
      const answer = await endOfDay.priceBands(session);
      if (!answer) return undefined;
      return { rows: answer.bands.length, refused: answer.refused, part: { bands: answer.bands } };
    }
  }
}

/** Asks for a file, and takes what went wrong for an answer. */
async function tried(
  ctx: Context,
  sources: SessionSources,
  kind: SessionFileKind,
  task: SessionTask,
): Promise<{ readonly kind: SessionFileKind; readonly came: Came | Failure; missing: boolean }> {
  try {
    const came = await ask(sources, kind, task);
    return { kind, came: came ?? missing(ctx, task, kind), missing: came === undefined };
  } catch (error) {
    return { kind, came: sourceFailure(error), missing: false };
  }
}

/** What is worth having without the prices: what indices closed at, once those are late. */
const withoutPrices = (
  { code }: Failure,
  others: readonly SessionFileKind[],
): readonly SessionFileKind[] =>
  code === 'late' ? others.filter((kind) => kind === 'indices') : [];

/**
 * Asks for the files that a session lacks: prices first, and the others only where those are there.
 * Where the prices came with deliveries, these are not asked for.
 */
export async function fetchSession(
  ctx: Context,
  sources: SessionSources,
  task: SessionTask,
): Promise<FetchedSession> {
  const startedAt = ctx.wall.now();
  const { session } = task.day;
  const [first, ...others] = task.needed;
  const answers: Awaited<ReturnType<typeof tried>>[] = [];
  let rest = task.needed;
  if (first === 'prices') {
    const prices = await tried(ctx, sources, first, task);
    answers.push(prices);
    const withDeliveries = !(prices.came instanceof Failure) && prices.came.format === 'sec-full';
    rest = prices.came instanceof Failure ? withoutPrices(prices.came, others) : others;
    if (withDeliveries) rest = rest.filter((kind) => kind !== 'deliveries');
  }
  const parallel = ctx.settings['http.parallel'];
  answers.push(
    ...(await ctx.inParallel(rest, parallel, (kind) => tried(ctx, sources, kind, task))),
  );
  const files: SessionFile[] = [];
  const failures: { kind: SessionFileKind; failure: Failure }[] = [];
  const refused: (RefusedRow & { kind: SessionFileKind })[] = [];
  let part: CameRows = {};
  for (const { kind, came, missing: absent } of answers) {
    const at = ctx.wall.now();
    if (came instanceof Failure) {
      if (kind !== 'bands') failures.push({ kind, failure: came });
      if (absent) files.push({ session, kind, state: 'missing', rows: 0, refused: 0, at });
      continue;
    }
    part = { ...part, ...came.part };
    refused.push(...came.refused.map((row) => ({ ...row, kind })));
    const format = came.format === undefined ? {} : { format: came.format };
    const counts = { rows: came.rows, refused: came.refused.length };
    files.push({ session, kind, state: 'done', ...counts, at, ...format });
  }
  const { prices, deliveries, ...beside } = part;
  const packed = prices && packRows(session, prices, deliveries, sources.texts);
  const keep: SessionToKeep = {
    session,
    ...beside,
    ...(packed ? { prices: packed } : deliveries ? { deliveries } : {}),
  };
  const priced = packed?.length ?? deliveries?.length ?? 0;
  const rows = priced + (part.indices?.length ?? 0);
  return { task, keep, files, failures, refused, rows, startedAt };
}
