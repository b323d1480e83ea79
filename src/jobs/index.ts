import type { Job } from '../kit/job.ts';
import { marketSync } from './market-sync/job.ts';
import { quotes } from './quotes/job.ts';

/** Every job, in the order in which help and docs name them. */
export const JOBS: readonly Job[] = [marketSync, quotes];
