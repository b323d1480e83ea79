import { instant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { accountFigures } from '../../../src/core/portfolio/account-figures.ts';
import { dailyPerformance } from '../../../src/core/portfolio/account-days.ts';
import { monthlyPerformance } from '../../../src/core/portfolio/account-months.ts';
import type { ReportFacts } from '../../../src/render/report/facts.ts';

export const [WED, THU] = [sessionDate('2026-11-18'), sessionDate('2026-11-19')];
const AT = instant(Date.UTC(2026, 10, 19, 14, 30) / 1000);

const DAYS = dailyPerformance(
  [
    {
      session: WED,
      valuePaise: 10_100_000,
      flowPaise: 10_000_000,
      sharesPaise: 0,
      dayPaise: 100_000,
      closes: true,
    },
    {
      session: THU,
      valuePaise: 9_999_000,
      flowPaise: 0,
      sharesPaise: 0,
      dayPaise: -101_000,
      closes: true,
    },
  ],
  sessionDate('2026-11-17'),
  {
    price: new Map([
      [sessionDate('2026-11-17'), 100],
      [WED, 101],
      [THU, 102.01],
    ]),
  },
);

/** A report of one account that gained 1 % and lost 1 %, with one of everything. */
export function madeUpFacts(changes: Partial<ReportFacts> = {}): ReportFacts {
  return {
    period: { kind: 'daily', from: THU, to: THU },
    at: AT,
    sandbox: false,
    benchmark: 'Nifty 50',
    accounts: [
      {
        name: 'main',
        days: DAYS,
        months: monthlyPerformance(DAYS, []),
        strategies: [],
        figures: accountFigures(DAYS, 0),
      },
    ],
    holdings: [
      {
        account: 'main',
        symbol: 'ACME',
        quantity: 10,
        costPaise: paise(100_000),
        close: { pricePaise: paise(11_000), session: THU },
      },
    ],
    trades: [
      {
        at: AT,
        account: 'main',
        symbol: 'ACME',
        kind: 'fill',
        side: 'BUY',
        quantity: 10,
        pricePaise: paise(10_000),
        chargesPaise: paise(1234),
        realisedPaise: paise(0),
      },
    ],
    alerts: [{ at: AT, symbol: 'ACME', rule: 'close > 100', figures: 'close 110' }],
    hits: {
      asOf: THU,
      facts: {
        own: [{ session: THU, symbol: 'ACME', what: 'CDLHAMMER', up: true, held: true }],
        market: [{ what: 'CDLHAMMER', up: 3, down: 0 }],
      },
    },
    candles: [
      {
        symbol: 'ACME',
        bars: [
          [WED, 100, 111, 99, 110],
          [THU, 110, 112, 108, 110],
        ],
        hits: [{ session: THU, symbol: 'ACME', what: 'CDLHAMMER', up: true, held: true }],
      },
    ],
    signals: [
      {
        at: AT,
        bot: 'slow',
        symbol: 'ACME',
        action: 'enter',
        cause: 'strategy',
        pricePaise: paise(11_000),
        ordered: true,
        reason: 'a new high of 20 sessions',
      },
    ],
    decisions: {
      counts: [
        ['bought', 1],
        ['nothing', 40],
      ],
      some: [{ at: AT, bot: 'slow', symbol: 'ACME', outcome: 'bought', reason: '10 shares' }],
    },
    screens: {
      asOf: THU,
      facts: [
        {
          name: 'washed_out',
          condition: 'rsi_6 < 20',
          matched: 1,
          untold: 2,
          lacks: [],
          symbols: ['ACME'],
        },
      ],
    },
    events: [{ date: sessionDate('2026-11-25'), symbol: 'ACME', what: 'Bonus 1:1', held: true }],
    flows: {
      asOf: THU,
      facts: [
        {
          session: THU,
          category: 'FII',
          buyPaise: paise(2e9),
          sellPaise: paise(1e9),
          netPaise: paise(1e9),
        },
      ],
    },
    deals: [
      {
        session: THU,
        symbol: 'ACME',
        kind: 'bulk',
        client: 'SOMEBODY',
        side: 'BUY',
        quantity: 1000,
        pricePaise: paise(11_000),
      },
    ],
    articles: [{ at: AT, symbols: ['ACME'], title: 'ACME rises', source: 'paper', score: 0.8 }],
    jobs: [
      { job: 'eod', runs: 3, failed: 1, partial: 0, last: 'ok', lastAt: AT, summary: 'all well' },
    ],
    lookedAt: AT,
    gaps: {
      open: 1,
      explained: 2,
      some: [{ symbol: 'ACME', interval: '1m', from: 'a', to: 'b', reason: 'source down' }],
    },
    pricesOf: THU,
    ...changes,
  };
}
