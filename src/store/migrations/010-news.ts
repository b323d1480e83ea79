import type { Migration } from '../migrate.ts';

/** Tables of news: articles, whom they are about, how they sound, and that by day. */
export const news: Migration = {
  number: 10,
  name: 'news',
  sql: `
-- address: canonical, null where no link names the article alone; content_hash: of what it says;
-- published_at: the source's, or when it was first seen where it tells none;
-- company and told_symbol: whom a filing is of, in the source's words; seen_at: wall time
CREATE TABLE news_articles (
  article_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('filing', 'event', 'news')),
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  link TEXT,
  address TEXT UNIQUE,
  content_hash TEXT NOT NULL UNIQUE,
  published_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  company TEXT,
  told_symbol TEXT
) STRICT;
CREATE INDEX news_articles_by_time ON news_articles (published_at);

CREATE TABLE news_matches (
  article_id INTEGER NOT NULL REFERENCES news_articles (article_id) ON DELETE CASCADE,
  symbol TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (article_id, symbol)
) STRICT, WITHOUT ROWID;
CREATE INDEX news_matches_by_symbol ON news_matches (symbol, article_id);

-- score: -1 to 1; model: with its version, since scores of two models are not comparable
CREATE TABLE news_scores (
  article_id INTEGER NOT NULL REFERENCES news_articles (article_id) ON DELETE CASCADE,
  model TEXT NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN -1 AND 1),
  label TEXT NOT NULL CHECK (label IN ('positive', 'negative', 'neutral')),
  PRIMARY KEY (article_id, model)
) STRICT, WITHOUT ROWID;

-- made from the articles of the day, in India; it outlives them
CREATE TABLE sentiment_history (
  symbol TEXT NOT NULL,
  day TEXT NOT NULL,
  model TEXT NOT NULL,
  articles INTEGER NOT NULL CHECK (articles > 0),
  positive INTEGER NOT NULL,
  negative INTEGER NOT NULL,
  neutral INTEGER NOT NULL,
  mean_score REAL NOT NULL,
  PRIMARY KEY (symbol, day, model)
) STRICT, WITHOUT ROWID;
`,
};
