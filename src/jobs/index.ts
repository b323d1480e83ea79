import type { Job } from '../kit/job.ts';
import { alerts } from './alerts/job.ts';
import { backtest } from './backtest/job.ts';
import { backup } from './backup/job.ts';
import { bot } from './bot/job.ts';
import { corpActions } from './corp-actions/job.ts';
import { daily } from './daily/job.ts';
import { eod } from './eod/job.ts';
import { flows } from './flows/job.ts';
import { indicators } from './indicators/job.ts';
import { marketSync } from './market-sync/job.ts';
import { news } from './news/job.ts';
import { nseIndices } from './nse-indices/job.ts';
import { orders } from './orders/job.ts';
import { positions } from './positions/job.ts';
import { patterns } from './patterns/job.ts';
import { perf } from './perf/job.ts';
import { quotes } from './quotes/job.ts';
import { risk } from './risk/job.ts';
import { report } from './report/job.ts';
import { screen } from './screen/job.ts';
import { rebalance } from './rebalance/job.ts';
import { strategies } from './strategies/job.ts';
import { vacuum } from './vacuum/job.ts';

/** Every job, in the order in which help and docs name them. */
export const JOBS: readonly Job[] = [
  marketSync,
  quotes,
  eod,
  nseIndices,
  corpActions,
  flows,
  bot,
  orders,
  positions,
  rebalance,
  risk,
  alerts,
  news,
  patterns,
  strategies,
  indicators,
  screen,
  backtest,
  perf,
  report,
  daily,
  backup,
  vacuum,
];
