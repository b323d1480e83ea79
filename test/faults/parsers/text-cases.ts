import { savedScreens } from '../../../src/core/screen/saved-screens.ts';
import { readCondition, readSortKey } from '../../../src/core/screen/vocabulary.ts';
import { printRuleLine, readRuleLine } from '../../../src/core/alerts/rule-line.ts';
import { readPurpose } from '../../../src/core/corporate-actions/read-purpose.ts';
import { readPublished } from '../../../src/core/news/published.ts';
import { readDotenv } from '../../../src/config/read-env.ts';
import { readToml } from '../../../src/config/read-toml.ts';
import { readFeed } from '../../../src/sources/rss/read-feed.ts';
import { readNewsFeed } from '../../../src/sources/rss/read-news-feed.ts';
import { sourceFixture } from '../../support/source-fixture.ts';
import type { ParserCase } from './csv-cases.ts';

const TOML = `# a comment
data_dir = "/var/lib/paperjobs"
log.format = "plain"

[http]
retries = 3
budget_seconds = 120

[ntfy]
token_file = "/run/secrets/ntfy"

[jobs.eod]
enabled = true
`;

const ENV = `PAPERJOBS_DATA_DIR=/tmp/x
export PAPERJOBS_HTTP_RETRIES="3"
# a comment
PAPERJOBS_LOG_FORMAT='plain'
`;

/** Every reader of words and marks. */
export const TEXT_CASES: readonly ParserCase[] = [
  {
    name: 'a feed of actions',
    good: sourceFixture('nse-actions-feed.made-up.xml'),
    read: (text) => readFeed(text, 'feed'),
  },
  {
    name: 'a feed of news',
    good: sourceFixture('nse-announcements-feed.made-up.xml'),
    read: (text) => readNewsFeed(text, 'feed'),
  },
  {
    name: 'an alert rule',
    good: 'TCS,INFY rsi(14,1d) crosses above 70 and volume > 2 * avg(20) | interval=15m once note="a"',
    codes: ['usage'],
    read(text) {
      const line = printRuleLine(readRuleLine(text));
      const again = printRuleLine(readRuleLine(line));
      if (again !== line) throw new Error(`prints as ${line}, which prints as ${again}`);
      return undefined;
    },
  },
  {
    name: 'a condition of a screen',
    good: 'rsi_14 < 30 and close > sma_200 and (index = NIFTY50 or change > 5%)',
    codes: ['usage'],
    read: readCondition,
  },
  { name: 'an order of rows', good: 'return_20 desc', codes: ['usage'], read: readSortKey },
  {
    name: 'saved screens',
    good: 'mine: rsi_14 < 30 and close > sma_200',
    codes: ['usage', 'config'],
    read: (text) => savedScreens([text]),
  },
  {
    name: 'a configuration file',
    good: TOML,
    codes: ['config'],
    read: (text) => readToml(text, 'paperjobs.toml', 0o600),
  },
  {
    name: 'a .env file',
    good: ENV,
    codes: ['config'],
    read: (text) => readDotenv(text, '.env', 0o600),
  },
  {
    name: 'the purpose of an action',
    good: 'Bonus 1:1 / Face Value Split (Sub-Division) - From Rs 10/- Per Share To Re 1/- Per Share / Dividend - Rs 5.50 Per Share',
    codes: [],
    read: readPurpose,
  },
  {
    name: 'the time of an article',
    good: 'Tue, 19 May 2026 09:15:00 +0530',
    codes: [],
    read: readPublished,
  },
];
