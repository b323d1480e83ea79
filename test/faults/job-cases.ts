import { join } from 'node:path';
import type { FAULT_SOURCES } from '../../src/sandbox/faults.ts';

/** How a job is run while something goes wrong. */
export interface JobCase {
  /** Words after the job's name: enough for the job to do something on the desk of `base-desk.ts`. */
  readonly words: readonly string[];
  /** Sources whose answers change what the job keeps; absent for a job without a network. */
  readonly sources?: readonly (typeof FAULT_SOURCES)[number][];
  /** Changes nothing that is compared: copies and tidies only. */
  readonly keepsAll?: true;
}

const OPEN = ['--as-of', '2026-05-20T15:20'];
/** Bots and target weights of the desk. */
const CONFIGURED = ['--config', join(import.meta.dirname, 'desk.toml')];
const EVENING = ['--as-of', '2026-05-20T21:00'];

/** One entry for every job; a job that has none fails the suite. */
export const JOB_CASES: Readonly<Record<string, JobCase>> = {
  'market-sync': {
    // One source alone: of another one the rows would bear another name.
    words: [
      '--source',
      'upstox',
      '--symbols',
      'PAPERTIGER,MANGOSOFT',
      '--from',
      '2026-05-13',
      ...EVENING,
    ],
    sources: ['upstox'],
  },
  quotes: { words: ['--source', 'upstox', ...OPEN], sources: ['upstox'] },
  eod: { words: ['--from', '2026-05-15', ...EVENING], sources: ['nse'] },
  'nse-indices': { words: EVENING, sources: ['nse'] },
  'corp-actions': {
    words: ['--from', '2025-11-01', '--to', '2026-05-20', ...EVENING],
    sources: ['nse', 'bse'],
  },
  flows: { words: ['--from', '2026-05-18', ...EVENING], sources: ['nse'] },
  orders: { words: OPEN },
  positions: { words: OPEN },
  bot: { words: [...CONFIGURED, ...OPEN] },
  rebalance: { words: [...CONFIGURED, ...OPEN] },
  risk: { words: ['--as-of', '2026-05-20T15:45'] },
  alerts: { words: OPEN },
  news: { words: EVENING, sources: ['news', 'nse'] },
  patterns: { words: ['--all-history', ...EVENING] },
  strategies: { words: ['--all-history', ...EVENING] },
  indicators: { words: ['--all-history', ...EVENING] },
  screen: { words: ['--from', '2026-05-13', '--to', '2026-05-20', ...EVENING] },
  backtest: { words: ['--from', '2026-05-01', ...EVENING] },
  perf: { words: EVENING },
  report: { words: EVENING },
  daily: {
    words: ['--only', 'eod,flows,patterns', '--date', '2026-05-20', ...EVENING],
    sources: ['nse'],
  },
  backup: { words: EVENING, keepsAll: true },
  vacuum: { words: EVENING, keepsAll: true },
};
