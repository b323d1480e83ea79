import type { RefusedRow } from '../core/market/bar.ts';
import type { Instant } from '../core/market/instant.ts';
import type { ToldArticle } from '../core/news/article.ts';

/** What a source of news is asked with. */
export interface AskedNews {
  /** Names and symbols to search for, for a source that searches; feeds have no question. */
  readonly words: readonly string[];
  /** Search no further back than this. */
  readonly since: Instant;
  /** What the job takes for now. */
  readonly until: Instant;
}

/** Articles in the source's order, and entries that were refused. */
export interface NewsAnswer {
  readonly articles: readonly ToldArticle[];
  readonly refused: readonly RefusedRow[];
  /** How long it asks to be left alone beyond what the source is anyway, seconds; absent: it does not. */
  readonly restSeconds?: number;
}

/** A place that tells news: a feed, or a service that searches. */
export interface NewsSource {
  readonly name: string;
  /** How long it is left alone after it has answered, seconds. */
  readonly restSeconds: number;
  /**
   * @returns absent when the source is not set up: nothing was asked
   * @throws Failure as `Http` does, and `bad-data` when the whole answer is refused
   */
  news(asked: AskedNews): Promise<NewsAnswer | undefined>;
}
