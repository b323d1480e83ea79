import { istDate, istTime } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { NotificationDraft } from '../../core/notification/notification.ts';
import type { KeptNews } from './take-articles.ts';

/** Older articles are not notified of: what is a day old has been told. */
const FRESH_SECONDS = 86_400;

/** What decides whether an article is notified of. */
export interface AlertRule {
  /** Least distance of the score from 0. */
  readonly leastScore: number;
  readonly watched: ReadonlySet<string>;
}

/** What is known of the moment of telling. */
export interface AlertMoment {
  /** The job's now. */
  readonly now: Instant;
  readonly wall: Instant;
  readonly runId: string;
}

/** The followed companies of an article that is to be notified of; empty: it is not. */
function alertSymbols(news: KeptNews, rule: AlertRule, now: Instant): string[] {
  const { matches, score, publishedAt } = news;
  if (Math.abs(score) < rule.leastScore || now - publishedAt > FRESH_SECONDS) return [];
  return matches.map(({ symbol }) => symbol).filter((symbol) => rule.watched.has(symbol));
}

/** The message about one article; absent where it is not worth one. */
export function alertOf(
  news: KeptNews,
  rule: AlertRule,
  { now, wall, runId }: AlertMoment,
): NotificationDraft | undefined {
  const symbols = alertSymbols(news, rule, now);
  if (symbols.length === 0) return undefined;
  const { article, articleId, score, model, publishedAt } = news;
  const tone = score > 0 ? 'good' : 'bad';
  const from = `${article.source}, ${istDate(publishedAt)} ${istTime(publishedAt)} IST`;
  return {
    topic: 'news',
    dedupeKey: `news ${articleId} ${publishedAt}`,
    priority: score < 0 ? 'high' : 'normal',
    title: `${symbols.join(', ')}: ${tone} news`,
    body: [article.title, article.summary, from, article.link ?? '']
      .filter((line) => line !== '')
      .join('\n'),
    facts: [
      ['score', `${score > 0 ? '+' : ''}${score.toFixed(2)}`],
      ['model', model],
    ],
    at: wall,
    runId,
  };
}
