import { Failure } from '../../core/failure.ts';
import {
  PUBLISHED_INDICES,
  USUAL_INDICES,
  publishedIndex,
} from '../../core/indices/published-index.ts';
import type { PublishedIndex } from '../../core/indices/published-index.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { refusePast } from '../../feed/undated-list.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { options } from './job.ts';
import { takeList } from './take-list.ts';
import type { ListResult } from './take-list.ts';
import { tell } from './tell.ts';

type Values = Options<typeof options>;

/** The indices asked for, each once. */
function wanted(asked: readonly string[] = USUAL_INDICES): readonly PublishedIndex[] {
  if (asked.some((code) => code.toLowerCase() === 'all')) return PUBLISHED_INDICES;
  return [...new Set(asked.map(publishedIndex))];
}

/** The day for which the lists are kept. */
function dayOf(ctx: Context, asked: SessionDate | undefined): SessionDate {
  const today = ctx.calendar('XNSE').dateAt(ctx.clock.now());
  const day = asked ?? today;
  if (day > today) {
    throw new Failure('usage', `--date: expected ${today} or a day before, found ${day}`);
  }
  const instead =
    'NSE publishes only the lists of today; `paperjobs show index CODE --on DAY` tells';
  refusePast(ctx, `${instead} what is kept of ${day}`, day < today);
  return day;
}

/** Keeps what the indices are made of: see the declaration. */
export async function run(ctx: Context, { index, date }: Values): Promise<Outcome> {
  const indices = wanted(index);
  const day = dayOf(ctx, date);
  const results: ListResult[] = [];
  for (const one of indices) {
    ctx.step();
    results.push(await takeList(ctx, one, day));
    ctx.progress.update('lists', results.length, indices.length);
  }
  return tell(ctx, results);
}
