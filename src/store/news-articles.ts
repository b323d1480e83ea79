import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type {
  ArticleKind,
  ArticleMatch,
  MatchEvidence,
  ToldArticle,
} from '../core/news/article.ts';
import { identityOf } from '../core/news/identity.ts';
import type { SentimentLabel } from '../core/sentiment/label.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** An article as it is kept. */
export interface KeptArticle extends Omit<ToldArticle, 'at' | 'ownLink'> {
  readonly articleId: number;
  readonly publishedAt: Instant;
}

/** A kept article with whom it is about and how it sounds; absent score: that model has not seen it. */
export interface ShownArticle extends KeptArticle {
  readonly matches: readonly ArticleMatch[];
  readonly score?: { readonly value: number; readonly label: SentimentLabel };
}

/** Which articles to read; absent: all. */
export interface ArticleRange {
  /** First moment, and the first that is not in it any more. */
  readonly from?: Instant;
  readonly before?: Instant;
  readonly symbols?: readonly string[];
  readonly kinds?: readonly ArticleKind[];
  readonly label?: SentimentLabel;
}

/** Most parameters of one statement, with room to spare. */
const SOME = 500;

/** A short name for what an article says. */
function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

function fromRow(row: Selectable<Schema['news_articles']>): KeptArticle {
  return {
    articleId: row.article_id,
    kind: row.kind as ArticleKind,
    source: row.source,
    title: row.title,
    summary: row.summary,
    publishedAt: instant(row.published_at),
    ...(row.link === null ? {} : { link: row.link }),
    ...(row.company === null ? {} : { company: row.company }),
    ...(row.told_symbol === null ? {} : { symbol: row.told_symbol }),
  };
}

/** Reading of articles. */
export function readNewsArticles({ db }: Handle) {
  async function matchesOf(ids: readonly number[]): Promise<Map<number, ArticleMatch[]>> {
    const matches = new Map<number, ArticleMatch[]>();
    for (let start = 0; start < ids.length; start += SOME) {
      const rows = await db
        .selectFrom('news_matches')
        .selectAll()
        .where('article_id', 'in', ids.slice(start, start + SOME))
        .execute();
      for (const { article_id: id, symbol, evidence } of rows) {
        const own = matches.get(id) ?? [];
        own.push({ symbol, evidence: evidence as MatchEvidence });
        matches.set(id, own);
      }
    }
    return matches;
  }

  return {
    /** Those of the list that are not kept yet, each once, in their order. */
    async fresh(told: readonly ToldArticle[]): Promise<ToldArticle[]> {
      const named = told.map((article) => {
        const { address, content } = identityOf(article);
        return { article, address, hash: hashOf(content) };
      });
      const known = new Set<string>();
      for (let start = 0; start < named.length; start += SOME) {
        const part = named.slice(start, start + SOME);
        const rows = await db
          .selectFrom('news_articles')
          .select(['address', 'content_hash'])
          .where((where) =>
            where.or([
              where(
                'content_hash',
                'in',
                part.map(({ hash }) => hash),
              ),
              where(
                'address',
                'in',
                part.flatMap(({ address }) => address ?? []),
              ),
            ]),
          )
          .execute();
        for (const row of rows) {
          known.add(row.content_hash);
          if (row.address !== null) known.add(row.address);
        }
      }
      return named.flatMap(({ article, address, hash }) => {
        const kept = known.has(hash) || (address !== undefined && known.has(address));
        known.add(hash);
        if (address !== undefined) known.add(address);
        return kept ? [] : [article];
      });
    },
    /**
     * Articles after that number, by number: for going through all of them in pieces.
     *
     * @param since only those published from then on; absent: all
     */
    async after(articleId: number, limit: number, since?: Instant): Promise<KeptArticle[]> {
      let query = db
        .selectFrom('news_articles')
        .selectAll()
        .where('article_id', '>', articleId)
        .orderBy('article_id')
        .limit(limit);
      if (since !== undefined) query = query.where('published_at', '>=', since);
      const rows = await query.execute();
      return rows.map(fromRow);
    },
    /** Articles that the model has not scored, newest first. */
    async unscored(model: string, limit: number): Promise<KeptArticle[]> {
      const rows = await db
        .selectFrom('news_articles as a')
        .selectAll('a')
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('news_scores as s')
                .select(sql`1`.as('one'))
                .whereRef('s.article_id', '=', 'a.article_id')
                .where('s.model', '=', model),
            ),
          ),
        )
        .orderBy('a.published_at', 'desc')
        .orderBy('a.article_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    /** The newest articles of the range, newest first, with their scores by that model. */
    async newest(range: ArticleRange, model: string, limit: number): Promise<ShownArticle[]> {
      const { from, before, symbols, kinds, label } = range;
      let query = db
        .selectFrom('news_articles as a')
        .leftJoin('news_scores as s', (join) =>
          join.onRef('s.article_id', '=', 'a.article_id').on('s.model', '=', model),
        )
        .selectAll('a')
        .select(['s.score', 's.label'])
        .orderBy('a.published_at', 'desc')
        .orderBy('a.article_id', 'desc')
        .limit(limit);
      if (from !== undefined) query = query.where('a.published_at', '>=', from);
      if (before !== undefined) query = query.where('a.published_at', '<', before);
      if (kinds) query = query.where('a.kind', 'in', kinds);
      if (label !== undefined) query = query.where('s.label', '=', label);
      if (symbols) {
        query = query.where('a.article_id', 'in', (sub) =>
          sub.selectFrom('news_matches').select('article_id').where('symbol', 'in', symbols),
        );
      }
      const rows = await query.execute();
      const matches = await matchesOf(rows.map((row) => row.article_id));
      return rows.map((row) => ({
        ...fromRow(row),
        matches: matches.get(row.article_id) ?? [],
        ...(row.score === null || row.label === null
          ? {}
          : { score: { value: row.score, label: row.label as SentimentLabel } }),
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeNewsArticles({ db }: Handle) {
  return {
    /**
     * Keeps an article unless its address or its words are kept already: what was seen first stays.
     *
     * @param seenAt stands for the time of publication where the source tells none
     * @returns its number; absent when it was known
     */
    async add(article: ToldArticle, seenAt: Instant): Promise<number | undefined> {
      const { address, content } = identityOf(article);
      const row = await db
        .insertInto('news_articles')
        .values({
          kind: article.kind,
          source: article.source,
          title: article.title,
          summary: article.summary,
          link: article.link ?? null,
          address: address ?? null,
          content_hash: hashOf(content),
          published_at: article.at ?? seenAt,
          seen_at: seenAt,
          company: article.company ?? null,
          told_symbol: article.symbol ?? null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('article_id')
        .executeTakeFirst();
      return row?.article_id;
    },
    /** Whom an article is about, in place of what was found before. @returns rows changed */
    async match(articleId: number, matches: readonly ArticleMatch[]): Promise<number> {
      const kept = await db
        .selectFrom('news_matches')
        .selectAll()
        .where('article_id', '=', articleId)
        .execute();
      const gone = kept.filter(
        (row) => !matches.some((one) => one.symbol === row.symbol && one.evidence === row.evidence),
      );
      const added = matches.filter(
        (one) => !kept.some((row) => one.symbol === row.symbol && one.evidence === row.evidence),
      );
      for (const { symbol } of gone) {
        await db
          .deleteFrom('news_matches')
          .where('article_id', '=', articleId)
          .where('symbol', '=', symbol)
          .execute();
      }
      for (const { symbol, evidence } of added) {
        await db
          .insertInto('news_matches')
          .values({ article_id: articleId, symbol, evidence })
          .execute();
      }
      return gone.length + added.length;
    },
    /** How an article sounds to a model. @returns rows changed */
    async score(
      articleId: number,
      model: string,
      score: number,
      label: SentimentLabel,
    ): Promise<number> {
      const result = await db
        .insertInto('news_scores')
        .values({ article_id: articleId, model, score, label })
        .onConflict((conflict) =>
          conflict
            .columns(['article_id', 'model'])
            .doUpdateSet({ score, label })
            .where((where) =>
              where.or([
                where('news_scores.score', '!=', score),
                where('news_scores.label', '!=', label),
              ]),
            ),
        )
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0n);
    },
  };
}
