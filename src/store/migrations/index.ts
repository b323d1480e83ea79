import type { Migration } from '../migrate.ts';
import { spine } from './001-spine.ts';
import { endOfDay } from './002-end-of-day.ts';
import { indexMembership } from './003-index-membership.ts';
import { corporateActions } from './004-corporate-actions.ts';
import { flows } from './005-flows.ts';
import { quotesAndOptions } from './006-quotes-and-options.ts';
import { notifications } from './007-notifications.ts';
import { indicators } from './008-indicators.ts';
import { patterns } from './009-patterns.ts';
import { news } from './010-news.ts';
import { chainSteps } from './011-chain-steps.ts';
import { alerts } from './012-alerts.ts';
import { manualFactors } from './013-manual-factors.ts';
import { paperTrading } from './014-paper-trading.ts';
import { strategyHits } from './015-strategy-hits.ts';
import { performance } from './016-performance.ts';
import { screen } from './017-screen.ts';
import { bot } from './018-bot.ts';
import { backtests } from './019-backtests.ts';
import { risk } from './020-risk.ts';
import { screenSinceListing } from './021-screen-since-listing.ts';
import { whatRunsAsk } from './022-what-runs-ask.ts';

/** Every migration, oldest first. Forward only; a shipped one is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  spine,
  endOfDay,
  indexMembership,
  corporateActions,
  flows,
  quotesAndOptions,
  notifications,
  indicators,
  patterns,
  news,
  chainSteps,
  alerts,
  manualFactors,
  paperTrading,
  strategyHits,
  performance,
  screen,
  bot,
  backtests,
  risk,
  screenSinceListing,
  whatRunsAsk,
];
