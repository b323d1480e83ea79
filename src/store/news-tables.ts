import type { Generated } from 'kysely';

/** Tables of news, as the newest migration leaves them. Meanings of columns are in migration 10. */
export interface NewsTables {
  news_articles: {
    article_id: Generated<number>;
    kind: string;
    source: string;
    title: string;
    summary: string;
    link: string | null;
    address: string | null;
    content_hash: string;
    published_at: number;
    seen_at: number;
    company: string | null;
    told_symbol: string | null;
  };
  news_matches: { article_id: number; symbol: string; evidence: string };
  news_scores: { article_id: number; model: string; score: number; label: string };
  sentiment_history: {
    symbol: string;
    day: string;
    model: string;
    articles: number;
    positive: number;
    negative: number;
    neutral: number;
    mean_score: number;
  };
}
