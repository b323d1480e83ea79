import { Failure, mostTelling } from '../../core/failure.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import type { TakenNews } from './take-articles.ts';

/** How it went with one source: `unset` has no key, `rested` has answered a moment ago. */
export type SourceEnd = { readonly name: string } & (
  | { readonly kind: 'taken'; readonly taken: TakenNews }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'rested' | 'unset' }
);

/** NewsAPI's free plan tells articles a day late: a newest one this old gives it away. */
const LATE_SECONDS = 20 * 3600;

function delayWords(ctx: Context, ends: readonly SourceEnd[]): string {
  const newsapi = ends.find(({ name }) => name === 'newsapi');
  const newestAt = newsapi?.kind === 'taken' ? newsapi.taken.newestAt : undefined;
  if (newestAt === undefined) return '';
  const age = ctx.clock.now() - newestAt;
  if (age < LATE_SECONDS) return '';
  return `; newsapi's newest article is ${Math.round(age / 3600)} h old (its free plan is a day late)`;
}

/**
 * What a run of news came to.
 *
 * @throws Failure where every source failed: the one that tells the most; those that rest have answered
 */
export function summariseNews(ctx: Context, ends: readonly SourceEnd[], revised: number): Outcome {
  const taken = ends.flatMap((end) => (end.kind === 'taken' ? [end.taken] : []));
  const failed = ends.flatMap((end) => (end.kind === 'failed' ? [end] : []));
  const sum = (of: (one: TakenNews) => number): number =>
    taken.reduce((total, one) => total + of(one), 0);
  const counts = {
    sources: taken.length + failed.length,
    received: sum((one) => one.received),
    added: sum((one) => one.added),
    matched: sum((one) => one.matched),
    alerts: sum((one) => one.alerts),
    refused: sum((one) => one.refused),
    later: sum((one) => one.later),
    old: sum((one) => one.old),
    revised,
    rested: ends.filter(({ kind }) => kind === 'rested').length,
    failed: failed.length,
    requests: ctx.sources.requestCount(),
  };
  for (const { name, failure } of failed) ctx.warn(`${name}: ${failure.message}`);
  const telling = mostTelling(failed.map(({ failure }) => failure));
  if (telling && taken.length === 0 && counts.rested === 0) {
    const more = failed.length > 1 ? ` (and ${failed.length - 1} more failed)` : '';
    throw new Failure(telling.code, `${telling.message}${more}`, {
      cause: telling,
      detail: telling.detail,
    });
  }
  const names = failed.map(({ name }) => name).join(', ');
  if (taken.length === 0 && failed.length > 0) {
    const others = `${counts.rested} other ${counts.rested === 1 ? 'source rests' : 'sources rest'}`;
    return { status: 'partial', summary: `${others}; failed: ${names}`, counts };
  }
  if (taken.length === 0) {
    const why =
      counts.rested > 0
        ? 'every source has answered a moment ago or asks to be left alone'
        : 'no source is set up';
    return {
      status: revised > 0 ? 'ok' : 'noop',
      summary: `${why}; --force asks all the same`,
      counts,
    };
  }
  const told = `${counts.added} new articles of ${counts.received}, ${counts.matched} about known companies, ${counts.alerts} alerts`;
  const summary = `${told}${delayWords(ctx, ends)}`;
  if (failed.length > 0) {
    return { status: 'partial', summary: `${summary}; failed: ${names}`, counts };
  }
  return { status: counts.added + revised === 0 ? 'noop' : 'ok', summary, counts };
}
