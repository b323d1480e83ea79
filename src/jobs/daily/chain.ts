import type { SessionDate } from '../../core/market/session-date.ts';
import { defineChain } from '../../kit/chain.ts';
import type { ChainStep } from '../../kit/chain.ts';

/** A step of the day. */
export interface DailyStep extends ChainStep {
  /** Options of the job for a session. Absent: none. */
  readonly options?: (session: SessionDate, newest: boolean) => readonly string[];
  /** It reckons on the session's official prices, whichever run has brought them. */
  readonly onPrices?: boolean;
}

const ofSession = (session: SessionDate): string[] => ['--date', session];

/**
 * What follows the close, in order. Whoever adds a job that belongs here adds its line; `needs` is
 * what it cannot do without, `follows` what it merely comes after.
 */
export const DAILY = defineChain<DailyStep>('daily', [
  { name: 'eod', needs: [], options: ofSession },
  {
    name: 'corp-actions',
    needs: [],
    follows: ['eod'],
    // Its usual window around today is wider than one day of the past.
    options: (session, newest) => (newest ? [] : ofSession(session)),
  },
  { name: 'flows', needs: [], follows: ['corp-actions'], options: ofSession },
  {
    name: 'indicators',
    needs: ['eod'],
    follows: ['corp-actions'],
    options: ofSession,
    onPrices: true,
  },
  {
    name: 'patterns',
    needs: ['eod'],
    follows: ['corp-actions'],
    options: ofSession,
    onPrices: true,
  },
  {
    name: 'strategies',
    needs: ['eod'],
    follows: ['corp-actions', 'flows'],
    options: ofSession,
    onPrices: true,
  },
  {
    name: 'positions',
    needs: ['eod'],
    follows: ['corp-actions'],
    // The official closes are here now: summaries of sessions are made anew from them.
    options: () => ['--rebuild'],
    onPrices: true,
  },
  {
    name: 'screen',
    needs: ['eod'],
    follows: ['indicators', 'patterns', 'strategies', 'flows'],
    options: ofSession,
    onPrices: true,
  },
  { name: 'backtest', needs: ['eod'], follows: ['strategies', 'screen'], onPrices: true },
  { name: 'perf', needs: ['eod', 'positions'], onPrices: true },
  {
    name: 'report',
    needs: ['eod'],
    follows: ['flows', 'patterns', 'screen', 'perf'],
    options: (session, newest) => (newest ? [] : ['--as-of', session]),
  },
]);
