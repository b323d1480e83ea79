import { sql } from 'kysely';
import { istInstant } from '../core/market/instant.ts';
import { addDays, sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { DaySentiment } from '../core/sentiment/day-sentiment.ts';
import type { Handle } from './handle.ts';

/** Which days of whom to read, by one model; absent: all. */
export interface SentimentRange {
  readonly model: string;
  readonly symbols?: readonly string[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

/** Reading of sentiment by day. */
export function readSentimentHistory({ db }: Handle) {
  return {
    /** By symbol, then day. */
    async shown({ model, symbols, from, to }: SentimentRange): Promise<DaySentiment[]> {
      let query = db
        .selectFrom('sentiment_history')
        .selectAll()
        .where('model', '=', model)
        .orderBy('symbol')
        .orderBy('day');
      if (symbols) query = query.where('symbol', 'in', symbols);
      if (from !== undefined) query = query.where('day', '>=', from);
      if (to !== undefined) query = query.where('day', '<=', to);
      return (await query.execute()).map((row) => ({
        symbol: row.symbol,
        day: sessionDate(row.day),
        model: row.model,
        articles: row.articles,
        positive: row.positive,
        negative: row.negative,
        neutral: row.neutral,
        meanScore: row.mean_score,
      }));
    },
    /** Models by which something was scored, in alphabetical order. */
    async models(): Promise<string[]> {
      const rows = await db
        .selectFrom('sentiment_history')
        .select('model')
        .distinct()
        .orderBy('model')
        .execute();
      return rows.map(({ model }) => model);
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeSentimentHistory({ db }: Handle) {
  return {
    /**
     * Makes a day's rows anew from its articles: one row for each company and model, none where no
     * article is left. Rows that come out the same are not touched.
     *
     * @returns rows added, changed or removed
     */
    async rebuild(day: SessionDate): Promise<number> {
      const [from, before] = [istInstant(day, '00:00'), istInstant(addDays(day, 1), '00:00')];
      const removed = await sql`
        DELETE FROM sentiment_history WHERE day = ${day} AND NOT EXISTS (
          SELECT 1 FROM news_articles a
          JOIN news_matches m ON m.article_id = a.article_id AND m.symbol = sentiment_history.symbol
          JOIN news_scores s ON s.article_id = a.article_id AND s.model = sentiment_history.model
          WHERE a.published_at >= ${from} AND a.published_at < ${before})`.execute(db);
      const made = await sql`
        INSERT INTO sentiment_history
          (symbol, day, model, articles, positive, negative, neutral, mean_score)
        SELECT m.symbol, ${day}, s.model, count(*),
          sum(s.label = 'positive'), sum(s.label = 'negative'), sum(s.label = 'neutral'),
          round(avg(s.score), 4)
        FROM news_articles a
        JOIN news_matches m ON m.article_id = a.article_id
        JOIN news_scores s ON s.article_id = a.article_id
        WHERE a.published_at >= ${from} AND a.published_at < ${before}
        GROUP BY m.symbol, s.model
        ORDER BY m.symbol, s.model
        ON CONFLICT (symbol, day, model) DO UPDATE SET
          articles = excluded.articles, positive = excluded.positive,
          negative = excluded.negative, neutral = excluded.neutral,
          mean_score = excluded.mean_score
        WHERE (articles, positive, negative, neutral, mean_score) IS NOT
          (excluded.articles, excluded.positive, excluded.negative, excluded.neutral, excluded.mean_score)`.execute(
        db,
      );
      return Number(removed.numAffectedRows ?? 0n) + Number(made.numAffectedRows ?? 0n);
    },
  };
}
