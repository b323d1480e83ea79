import { istDate } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { ArticleMatch, ToldArticle } from '../../core/news/article.ts';
import { labelOf } from '../../core/sentiment/label.ts';
import type { Context } from '../../kit/context.ts';
import type { NewsAnswer } from '../../ports/news.ts';
import type { SentimentModel } from '../../ports/sentiment.ts';
import { alertOf } from './alert.ts';
import type { NewsReading } from './reading.ts';
import { scoresOf } from './scoring.ts';

/** An article that was kept just now. */
export interface KeptNews {
  readonly article: ToldArticle;
  readonly articleId: number;
  readonly publishedAt: Instant;
  readonly matches: readonly ArticleMatch[];
  readonly score: number;
  readonly model: string;
}

/** What became of one source's answer. */
export interface TakenNews {
  readonly received: number;
  readonly refused: number;
  /** Published after the run's moment: left for a later run. */
  readonly later: number;
  /** So old that they would be removed again: left out. */
  readonly old: number;
  readonly added: number;
  readonly matched: number;
  readonly alerts: number;
  /** When the newest article of the answer was published. */
  readonly newestAt?: Instant;
}

/** How a run reads, scores and tells. */
export interface NewsDesk {
  readonly reading: NewsReading;
  readonly model: SentimentModel;
}

/** The first moment whose articles are kept: those of a day that is partly removed change no history. */
function oldestKept(ctx: Context, now: Instant): number {
  const days = ctx.settings['retention.filings_days'];
  return days === 0 ? 0 : now - (days - 1) * 86_400;
}

/**
 * Takes the articles of one source in: what is not kept yet is matched and scored, and kept with its
 * day's sentiment, its notification and the record of asking in one transaction.
 *
 * @param startedAt wall time of asking
 */
export async function takeArticles(
  ctx: Context,
  source: string,
  { articles, refused, restSeconds = 0 }: NewsAnswer,
  { reading, model }: NewsDesk,
  startedAt: Instant,
): Promise<TakenNews> {
  const now = ctx.clock.now();
  const oldest = oldestKept(ctx, now);
  const seen = articles.filter(({ at = now }) => at <= now && at >= oldest);
  const fresh = await ctx.store.newsArticles.fresh(seen);
  const scores = await scoresOf(model, fresh);
  const read = fresh.map((article, at) => ({
    article,
    matches: reading.find(article),
    score: scores[at] ?? 0,
  }));
  const rule = { leastScore: ctx.settings['news.alert_score'], watched: reading.watched };
  return ctx.store.write(async (books) => {
    const wall = ctx.wall.now();
    // What a source tells when it answers for the first time has gathered before: it is no news.
    const heard = (await books.jobState.get('news', `asked ${source}`)) !== undefined;
    const telling = heard && ctx.settings['news.alerts'];
    let [added, matched, alerts] = [0, 0, 0];
    const days = new Set<ReturnType<typeof istDate>>();
    for (const { article, matches, score } of read) {
      const articleId = await books.newsArticles.add(article, now);
      // Another run was faster.
      if (articleId === undefined) continue;
      added++;
      await books.newsArticles.match(articleId, matches);
      await books.newsArticles.score(articleId, model.name, score, labelOf(score));
      const publishedAt = article.at ?? now;
      if (matches.length > 0) {
        matched++;
        days.add(istDate(publishedAt));
      }
      const kept = { article, articleId, publishedAt, matches, score, model: model.name };
      const draft = telling ? alertOf(kept, rule, { now, wall, runId: ctx.run.id }) : undefined;
      if (draft && (await books.notifications.queue(draft))) alerts++;
    }
    for (const day of days) await books.sentimentHistory.rebuild(day);
    await books.jobState.set('news', `asked ${source}`, String(startedAt), wall);
    await books.jobState.set('news', `rest ${source}`, String(restSeconds), wall);
    await books.syncHistory.record({
      runId: ctx.run.id,
      job: ctx.run.job,
      symbol: '*',
      interval: '1d',
      status: refused.length > 0 ? 'PARTIAL' : 'SUCCESS',
      source,
      received: articles.length + refused.length,
      changed: added,
      refused: refused.length,
      why: 'news',
      asOf: now,
      startedAt,
      endedAt: wall,
    });
    const newestAt = articles.reduce<Instant | undefined>(
      (newest, { at }) => (at !== undefined && (newest === undefined || at > newest) ? at : newest),
      undefined,
    );
    return {
      received: articles.length + refused.length,
      refused: refused.length,
      later: articles.filter(({ at = now }) => at > now).length,
      old: articles.filter(({ at = now }) => at < oldest).length,
      added,
      matched,
      alerts,
      ...(newestAt === undefined ? {} : { newestAt }),
    };
  });
}
