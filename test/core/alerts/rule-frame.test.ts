import { describe, expect, it } from 'vitest';
import { needsOf } from '../../../src/core/alerts/bars-needed.ts';
import { liveFrame } from '../../../src/core/alerts/rule-frame.ts';
import type { InstrumentFacts } from '../../../src/core/alerts/instrument-facts.ts';
import { RULE_VOCABULARY } from '../../../src/core/alerts/rule-vocabulary.ts';
import { columnPool } from '../../../src/core/analysis/column-pool.ts';
import { evaluatorOf } from '../../../src/core/expression/evaluate.ts';
import { MARKET_FUNCTIONS } from '../../../src/core/expression/market-vocabulary.ts';
import { everyPart } from '../../../src/core/expression/expression.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { withPool } from '../../../src/core/indicators/runs.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';

const DAY = 86_400;
const FIRST = sessionDate('2024-01-01');
const BARS = 420;

/** Made-up closed days without a holiday, and a running one. */
function madeUp(rows?: number): InstrumentFacts {
  const close = Float64Array.from({ length: BARS }, (_, at) => 100 + 9 * Math.sin(at * at));
  const sessions = Array.from(close, (_, at) => addDays(FIRST, at));
  const last = addDays(FIRST, BARS);
  return {
    closed: new Map([
      [
        '1d',
        {
          bars: {
            open: close.map((price, at) => price + Math.cos(at)),
            high: close.map((price) => price + 2),
            low: close.map((price) => price - 2),
            close,
            volume: close.map((_, at) => 1000 + ((at * 7919) % 501)),
          },
          sessions,
          ends: sessions.map((_, at) => instant(1_700_000_000 + at * DAY)),
        },
      ],
    ]),
    live: {
      at: instant(1_700_000_000 + BARS * DAY),
      session: last,
      open: 101,
      high: 103,
      low: 99,
      last: 102,
      volume: 4321,
      previousClose: 77,
    },
    sessionBefore: addDays(last, -1),
    exDates: [addDays(last, 4)],
    earnings: [],
    news: new Map([[last, { score: 0.25, articles: 2 }]]),
    memberOf: () => true,
    ...(rows === undefined ? {} : { rows }),
  };
}

const CONDITIONS = [
  'close > 100',
  'day_change < -5% and gap > 1%',
  'volume > 3 x avg(20)',
  'close crosses above resistance(20) or close crosses below support(50)',
  'rsi(14) > 70 and close > sma(200)',
  'avg(previous(rsi(14), 5), 9) > 1',
  'change(10) > 0.05 and macd(12,26,9) crosses signal',
  'close > high_52w or close < low_52w',
  'days_to_ex_date <= 5 and news_count > 1 and sentiment > 0',
  'avg(avg(close, 10), 20) > sma(avg(close, 5), 9)',
];

describe('the frame of the running session with no more rows than are looked at', () => {
  it.each(CONDITIONS)('%s: every part is what it is with all rows', (text) => {
    const condition = readExpression(text, RULE_VOCABULARY, 'condition');
    const { rows } = needsOf(condition, undefined);
    expect(rows).toBeLessThan(BARS);
    const now = instant(1_700_000_000 + BARS * DAY + 5);
    const whole = liveFrame(madeUp(), now, FIRST);
    const short = liveFrame(madeUp(rows), now, FIRST);
    expect([whole.length, short.length]).toEqual([BARS + 1, rows]);
    const [ofAll, ofFew] = [
      evaluatorOf(whole, MARKET_FUNCTIONS),
      evaluatorOf(short, MARKET_FUNCTIONS),
    ];
    let told = 0;
    for (const part of everyPart(condition)) {
      for (const back of [0, 1]) {
        const value = ofAll.at(part, whole.length - 1 - back);
        expect(ofFew.at(part, short.length - 1 - back), `${part.kind}, ${back} back`).toBe(value);
        if (!Number.isNaN(value)) told++;
      }
    }
    expect(told).toBeGreaterThan(2);
  });

  it('says the same with columns that are used again, instrument after instrument', () => {
    const pool = columnPool();
    const now = instant(1_700_000_000 + BARS * DAY + 5);
    for (const text of CONDITIONS) {
      const condition = readExpression(text, RULE_VOCABULARY, 'condition');
      const { rows } = needsOf(condition, undefined);
      const values = (): number[] => {
        const evaluator = evaluatorOf(liveFrame(madeUp(rows), now, FIRST), MARKET_FUNCTIONS);
        return everyPart(condition).map((part) => evaluator.at(part, rows - 1));
      };
      const alone = values();
      for (let time = 0; time < 3; time++) expect(withPool(pool, values)).toEqual(alone);
    }
  });
});
