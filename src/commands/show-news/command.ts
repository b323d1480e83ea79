import { ARTICLE_KINDS } from '../../core/news/article.ts';
import { SENTIMENT_LABELS } from '../../core/sentiment/label.ts';
import { defineCommand } from '../../kit/command.ts';

/** Options of `show news`. */
export const options = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'only about these symbols; otherwise all' },
  kind: { type: 'list', choices: ARTICLE_KINDS, help: 'only letters, dates, or what papers wrote' },
  tone: { type: 'choice', choices: SENTIMENT_LABELS, help: 'only what sounds so' },
  model: { type: 'text', placeholder: 'NAME', help: 'scores of this model, such as lexicon-2' },
  from: { type: 'session', help: 'first day, in India' },
  to: { type: 'session', help: 'last day, in India' },
  limit: { type: 'count', default: 50, min: 1, max: 100_000, help: 'most articles, the newest' },
  csv: { type: 'flag', help: 'as CSV' },
} as const;

/** Prints what is written about companies. */
export const showNews = defineCommand({
  name: 'show news',
  summary: 'Articles with the companies they are about and how they sound, newest first',
  options,
  examples: [
    'show news --symbols RELIANCE',
    'show news --tone negative --from 2026-11-25 --json',
    'show news --kind filing --limit 200 --csv',
  ],
  load: () => import('./run.ts'),
});
