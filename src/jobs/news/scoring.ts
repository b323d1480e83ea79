import { Failure } from '../../core/failure.ts';
import type { ToldArticle } from '../../core/news/article.ts';
import {
  isNeutralFiling,
  LEXICON_MODEL,
  scoreHeadline,
} from '../../core/sentiment/score-headline.ts';
import type { Context } from '../../kit/context.ts';
import type { SentimentModel } from '../../ports/sentiment.ts';

/** What a score is made from. */
export type Scored = Pick<ToldArticle, 'kind' | 'title' | 'summary'>;

/** A summary says the same at greater length, and more beside it. */
const SUMMARY_WEIGHT = 0.5;

/** The built-in model: the project's own list of finance words, in this process, at no cost. */
function lexicon(): SentimentModel {
  return {
    name: LEXICON_MODEL,
    score: async (texts) => texts.map(scoreHeadline),
    close: async () => undefined,
  };
}

/** The model of the settings. @throws Failure `config` where it cannot be had */
export async function modelOf(ctx: Context): Promise<SentimentModel> {
  if (ctx.settings['news.model'] === 'lexicon') return lexicon();
  const load = ctx.sources.headlineModel;
  if (load) return load();
  throw new Failure(
    'config',
    'news.model: expected a model that is set up, found finbert without news.finbert_folder; name its folder, or take the lexicon',
  );
}

/**
 * Scores articles in their order. A routine filing is 0 for every model. Of a filing, title and text
 * count; of news, the title, and where that says nothing, half of what the summary says.
 */
export async function scoresOf(
  model: SentimentModel,
  articles: readonly Scored[],
): Promise<number[]> {
  const texts = articles.map(({ kind, title, summary }) => {
    const whole = kind === 'filing' && summary !== '' ? `${title}. ${summary}` : title;
    return isNeutralFiling(title) ? '' : whole;
  });
  const wanted = texts.flatMap((text, at) => (text === '' ? [] : [at]));
  const first = await model.score(wanted.map((at) => texts[at] ?? ''));
  const scores = articles.map(() => 0);
  for (const [place, at] of wanted.entries()) scores[at] = first[place] ?? 0;
  const silent = wanted.filter((at) => {
    const { kind = 'news', summary = '' } = articles[at] ?? {};
    return scores[at] === 0 && kind === 'news' && summary !== '';
  });
  const second = await model.score(silent.map((at) => articles[at]?.summary ?? ''));
  for (const [place, at] of silent.entries()) {
    scores[at] = Math.round((second[place] ?? 0) * SUMMARY_WEIGHT * 10_000) / 10_000;
  }
  return scores;
}
