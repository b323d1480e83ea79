import { instant, istDate } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { labelOf } from '../../core/sentiment/label.ts';
import type { Context } from '../../kit/context.ts';
import type { KeptArticle } from '../../store/news-articles.ts';
import type { NewsDesk } from './take-articles.ts';
import { scoresOf } from './scoring.ts';

/** Articles of one step, and of one run that catches up beside its own work. */
const STEP = 500;
const CATCH_UP = 5000;

type Wanted = Pick<NewsDesk, 'reading' | 'model'> & { readonly match: boolean };

/** Scores some kept articles, and matches them anew where that is wanted. @returns rows changed */
async function step(
  ctx: Context,
  articles: readonly KeptArticle[],
  { reading, model, match }: Wanted,
): Promise<number> {
  const scores = await scoresOf(model, articles);
  const found = articles.map((article) =>
    match ? reading.find({ ...article, ownLink: true }) : undefined,
  );
  return ctx.store.write(async (books) => {
    let changed = 0;
    const days = new Set<SessionDate>();
    for (const [at, { articleId, publishedAt }] of articles.entries()) {
      const [score = 0, matches] = [scores[at], found[at]];
      changed += await books.newsArticles.score(articleId, model.name, score, labelOf(score));
      if (matches) changed += await books.newsArticles.match(articleId, matches);
      days.add(istDate(publishedAt));
    }
    for (const day of days) changed += await books.sentimentHistory.rebuild(day);
    return changed;
  });
}

/**
 * Scores articles that this model has not seen, the newest first: a new model or a new version of the
 * list of words catches up run by run.
 *
 * @returns articles scored
 */
export async function scoreMissing(ctx: Context, desk: NewsDesk): Promise<number> {
  let done = 0;
  while (done < CATCH_UP) {
    ctx.step();
    const articles = await ctx.store.newsArticles.unscored(desk.model.name, STEP);
    if (articles.length === 0) break;
    await step(ctx, articles, { ...desk, match: false });
    done += articles.length;
    if (ctx.run.dryRun) break;
  }
  return done;
}

/** Days of which articles are matched anew when more companies are known. */
const REMATCH_SECONDS = 7 * 86_400;

/**
 * Matches the last days' articles anew when companies or names have become known since the last run: a
 * paper writes of a newcomer before the list has it.
 *
 * @returns rows changed
 */
export async function matchAnew(ctx: Context, desk: NewsDesk): Promise<number> {
  const { fingerprint } = desk.reading;
  if ((await ctx.store.jobState.get('news', 'matched by')) === fingerprint) return 0;
  const since = instant(ctx.clock.now() - REMATCH_SECONDS);
  const { changed } = await rebuildAll(ctx, desk, since);
  await ctx.store.write((books) =>
    books.jobState.set('news', 'matched by', fingerprint, ctx.wall.now()),
  );
  return changed;
}

/**
 * Matches and scores kept articles anew.
 *
 * @param since only those published from then on; absent: all
 */
export async function rebuildAll(
  ctx: Context,
  desk: NewsDesk,
  since?: Instant,
): Promise<{ articles: number; changed: number }> {
  let [articles, changed, last] = [0, 0, 0];
  for (;;) {
    ctx.step();
    const some = await ctx.store.newsArticles.after(last, STEP, since);
    if (some.length === 0) return { articles, changed };
    changed += await step(ctx, some, { ...desk, match: true });
    articles += some.length;
    last = some.at(-1)?.articleId ?? last;
    ctx.progress.update('articles', articles, articles);
  }
}
