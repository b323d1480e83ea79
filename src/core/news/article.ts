import type { Instant } from '../market/instant.ts';

/**
 * What an article is: a letter of a company to an exchange, a date that an exchange tells of a share,
 * or what somebody wrote.
 */
export const ARTICLE_KINDS = ['filing', 'event', 'news'] as const;
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

/** An article as a source tells it, text without mark-up. */
export interface ToldArticle {
  readonly kind: ArticleKind;
  /** Who wrote or passed it on: `nse-announcements`, a host, the name of a paper. */
  readonly source: string;
  /** One line. */
  readonly title: string;
  /** A few sentences at most; empty where there is none. */
  readonly summary: string;
  /** http or https address of the whole text; absent where the source gives none. */
  readonly link?: string;
  /** Whether the link names this article and no other: a feed may point all of them at one page. */
  readonly ownLink: boolean;
  /** When it was published; absent where the source does not tell. */
  readonly at?: Instant;
  /** Whom a filing is of, as the exchange names the company. */
  readonly company?: string;
  /** The same by symbol, where the source tells it. */
  readonly symbol?: string;
}

/** How a company was recognised in an article, the surest first. */
export const MATCH_EVIDENCE = ['filer', 'isin', 'marked', 'alias', 'name', 'symbol'] as const;
export type MatchEvidence = (typeof MATCH_EVIDENCE)[number];

/** A company that an article is about. */
export interface ArticleMatch {
  readonly symbol: string;
  readonly evidence: MatchEvidence;
}
