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
    help: 'Addresses of RSS and Atom feeds to read beside those of NSE; mind what each paper allows.',
  },
  {
    key: 'news.aliases',
    type: 'list',
    default: [
      'RELIANCE: RIL',
      'TCS: Tata Consultancy',
      'SBIN: SBI',
      'LT: L&T',
      'LT: Larsen & Toubro',
      'M&M: Mahindra & Mahindra',
      'HINDUNILVR: HUL',
      'BHARTIARTL: Airtel',
      'MARUTI: Maruti',
      'SUNPHARMA: Sun Pharma',
      'KOTAKBANK: Kotak Bank',
      'DRREDDY: Dr Reddy',
      'ULTRACEMCO: UltraTech',
      'IDEA: Vodafone Idea',
      'TITAN: Titan Company',
      'INDIGO: IndiGo',
    ],
    help: 'Other names of companies in headlines, as SYMBOL: NAME; found between what is no letter only.',
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
    help: 'What tells the tone of a headline: the built-in list of finance words, or a FinBERT model.',
  },
  {
    key: 'news.finbert_folder',
    type: 'path',
    example: '~/.local/share/paperjobs/models/finbert',
    help: 'Folder of a FinBERT model: config.json, tokenizer.json and onnx/model_quantized.onnx or onnx/model.onnx.',
  },
  {
    key: 'news.alerts',
    type: 'boolean',
    default: true,
    help: 'Send a notification for an article about a followed symbol that sounds very good or bad.',
  },
  {
    key: 'news.alert_score',
    type: 'number',
    default: 0.6,
    min: 0.2,
    max: 1,
    help: 'Least distance from 0 of the score of an article that is notified of; scores go from -1 to 1.',
  },
] as const satisfies readonly SettingDefinition[];
