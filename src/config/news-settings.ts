import type { SettingDefinition } from './definition.ts';

/** What news reads, whom it recognises, and how it tells the tone: a part of `SETTINGS`, in its order. */
export const NEWS_SETTINGS = [
  {
    key: 'news.nse_feeds',
    type: 'list',
    allowed: ['announcements', 'corporate-actions'],
    default: ['announcements', 'corporate-actions'],
    help: 'Feeds of NSE that are read as news.',
  },
  {
    key: 'news.feeds',
    type: 'list',
    default: [],
    help: 'Addresses of RSS and Atom feeds to read too; mind what each paper allows.',
  },
  {
    key: 'news.aliases',
    type: 'list',
    default: [],
    help: 'More names of companies in headlines, as "RELIANCE: RIL"; before the built-in ones.',
  },
  {
    key: 'news.newsapi_query',
    type: 'string',
    example: '"Indian shares" OR Sensex OR Nifty',
    help: 'What to search NewsAPI for, instead of the names of the watchlist.',
  },
  {
    key: 'news.model',
    type: 'choice',
    allowed: ['lexicon', 'finbert'],
    default: 'lexicon',
    help: 'What tells the tone of a headline: the built-in finance words, or a FinBERT model.',
  },
  {
    key: 'news.finbert_folder',
    type: 'path',
    example: '~/.local/share/paperjobs/models/finbert',
    help: 'Folder of a FinBERT model, with config.json, tokenizer.json and onnx/model.onnx.',
  },
  {
    key: 'news.alerts',
    type: 'boolean',
    default: true,
    help: 'Notify of articles about followed symbols that sound very good or bad.',
  },
  {
    key: 'news.alert_score',
    type: 'number',
    default: 0.6,
    min: 0.2,
    max: 1,
    help: 'Least distance from 0 of the score of such an article; scores go from -1 to 1.',
  },
] as const satisfies readonly SettingDefinition[];
