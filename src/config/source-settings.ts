import type { SettingDefinition } from './definition.ts';

/** Where the sources are, and what they need: a part of `SETTINGS`, in its order. */
export const SOURCE_SETTINGS = [
  {
    key: 'sources.upstox.base_url',
    type: 'url',
    example: 'https://upstox-mirror.example',
    help: 'Origin to ask instead of Upstox.',
  },
  {
    key: 'sources.upstox.token',
    type: 'secret',
    aliases: ['UPSTOX_ACCESS_TOKEN'],
    credential: 'upstox-token',
    help: 'Access token of Upstox, for quotes and option chains.',
  },
  {
    key: 'sources.yahoo.base_url',
    type: 'url',
    example: 'https://yahoo-mirror.example',
    help: 'Origin to ask instead of Yahoo.',
  },
  {
    key: 'sources.nse.base_url',
    type: 'url',
    example: 'https://nse-mirror.example',
    help: 'Origin to ask instead of NSE, its archives and the host of its indices.',
  },
  {
    key: 'sources.bse.base_url',
    type: 'url',
    example: 'https://bse-mirror.example',
    help: 'Origin to ask instead of BSE.',
  },
  {
    key: 'sources.newsapi.base_url',
    type: 'url',
    example: 'https://newsapi-mirror.example',
    help: 'Origin to ask instead of NewsAPI.',
  },
  {
    key: 'sources.newsapi.key',
    type: 'secret',
    aliases: ['NEWSAPI_KEY', 'NEWS_API_KEY'],
    credential: 'newsapi-key',
    help: 'Key of NewsAPI; unless it is set, NewsAPI is not asked.',
  },
] as const satisfies readonly SettingDefinition[];
