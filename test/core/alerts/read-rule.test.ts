import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printRuleLine, readRuleLine } from '../../../src/core/alerts/rule-line.ts';
import { impliedInterval, printRule, readRule } from '../../../src/core/alerts/rule.ts';
import { readExpression } from '../../../src/core/expression/read-expression.ts';
import { RULE_VOCABULARY } from '../../../src/core/alerts/rule-vocabulary.ts';
import { Failure } from '../../../src/core/failure.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { CHANNELS, NOTIFICATION_PRIORITIES } from '../../../src/core/notification/notification.ts';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'usage') return error.message;
    throw error;
  }
  return 'was read';
}

describe('a rule in one line', () => {
  it.each([
    ['RELIANCE close > 3000', 'RELIANCE close > 3000', undefined],
    ['reliance,m&m,Bajaj-Auto price<10', 'RELIANCE,M&M,BAJAJ-AUTO price < 10', undefined],
    ['M&M, Bajaj-Auto ,TCS close > 5', 'M&M,BAJAJ-AUTO,TCS close > 5', undefined],
    ['X day_change ≤ −5% or gap ≥ 2%', 'X day_change <= -5% or gap >= 2%', undefined],
    ['X close ÷ open ≠ 2 × –1', 'X close / open != 2 * -1', undefined],
    ['NIFTY50 rsi(14,1d) crosses above 70', 'NIFTY50 rsi(14,1d) crosses above 70', '1d'],
    ['@watchlist volume > 3 x avg(20)', '@watchlist volume > 3 * avg(volume,20)', undefined],
    ['@NIFTYBANK day_change > 2%', '@NIFTYBANK day_change > 2%', undefined],
    ['TCS macd(12,26,9) crosses signal', 'TCS macd(12,26,9) crosses macd(12,26,9).signal', '1d'],
    ['INFY breaks resistance(20)', 'INFY close crosses above resistance(20)', undefined],
    ['any day_change < -5%', 'any day_change < -5%', undefined],
    ['X rsi(14,5m) < 30 and rsi(14,5m) > 10', 'X rsi(14,5m) < 30 and rsi(14,5m) > 10', '5m'],
    ['X rsi(14,5m) < 30 and rsi(14,1d) > 50', 'X rsi(14,5m) < 30 and rsi(14,1d) > 50', undefined],
    ['position hdfcbank pnl < -10000', 'position HDFCBANK pnl < -10000', undefined],
    ['position any return < -5%', 'position any return < -5%', undefined],
    ['account value < 900000', 'account value < 900000', undefined],
    ['account:Main day_pnl < -5000', 'account:Main day_pnl < -5000', undefined],
    ['X index = NIFTY500 and gap > 2%', 'X index = NIFTY500 and gap > 2%', undefined],
  ])('%s', (text, printed, interval) => {
    const terms = readRule(text);
    expect(printRule(terms)).toBe(printed);
    expect(terms.interval).toBe(interval);
    expect(printRule(readRule(printed)), 'reads back').toBe(printed);
  });

  it('what is told of the interval goes before what is implied', () => {
    expect(readRule('X rsi(14) > 70', '15m').interval).toBe('15m');
    const dates = readExpression('days_to_earnings <= 3', RULE_VOCABULARY, 'condition');
    expect(impliedInterval(dates)).toBeUndefined();
  });

  it.each([
    ['', 1, 'what the rule is about'],
    ['   ', 4, 'what the rule is about'],
    ['RELIANCE', 9, 'a number, a name or "("'],
    ['RELIANCE close', 10, 'a condition such as'],
    ['RELIANCE close > 3000 and', 26, 'a number, a name or "("'],
    ['RELI?NCE close > 1', 1, 'symbols such as RELIANCE'],
    ['A, close > 1', 10, 'a number, a name or "("'],
    ['@A,B close > 1', 1, 'symbols such as RELIANCE'],
    ['RELIANCE rsi(14 > 70', 17, '"," or ")"'],
    ['position', 9, 'a symbol after "position"'],
    ['position ACME rsi(14) > 70', 15, 'the name of a function'],
    ['account:main close > 1', 14, 'a name that is known here'],
    ['RELIANCE day_change < -5', 23, 'a percentage such as -5%'],
  ])('%s is refused at column %i', (text, column, expected) => {
    const message = refusal(() => readRule(text));
    expect(message).toContain(`at column ${column} of`);
    expect(message).toContain(`expected ${expected}`);
  });

  it('books have no bars', () => {
    expect(refusal(() => readRule('account value < 1', '5m'))).toContain('expected no interval');
  });

  it('a gap of five minutes is refused: it is of sessions', () => {
    expect(refusal(() => readRule('X gap > 2%', '5m'))).toContain('at column 3 of');
  });
});

describe('a line of a file', () => {
  it('says the whole manner, and reads back', () => {
    const line =
      'TCS close > 10 | interval=5m cooldown=15m hysteresis=0.5% from=2026-11-26T09:15:00+05:30 ' +
      'until=2026-12-31T23:59:59+05:30 once priority=high channels=email,ntfy note="a \\"b\\" | c" off';
    const rule = readRuleLine(line);
    expect(rule).toMatchObject({
      interval: '5m',
      cooldownSeconds: 900,
      hysteresis: { amount: 0.5, percent: true },
      once: true,
      priority: 'high',
      channels: ['email', 'ntfy'],
      note: 'a "b" | c',
      enabled: false,
    });
    expect(printRuleLine(rule)).toBe(line);
  });

  it.each([
    ['TCS close > 1 | cooldown', 'expected words such as cooldown=1h'],
    ['TCS close > 1 | sometimes', 'expected words such as cooldown=1h'],
    ['TCS close > 1 | once=yes', 'expected words such as cooldown=1h'],
    ['TCS close > 1 | cooldown=1h once cooldown=2h', 'expected cooldown once, found it again'],
    ['TCS close > 1 | cooldown=soon', 'expected a time such as 90s'],
    ['TCS close > 1 | hysteresis=-1', 'expected a hysteresis such as 5 or 0.5%'],
    ['TCS close > 1 | priority=hihg', 'did you mean "high"?'],
    ['TCS close > 1 | channels=pigeon', 'channels: expected one of email'],
    ['TCS close > 1 | interval=2m', 'interval: expected one of 1m, 5m, 15m, 1d'],
    ['TCS close > 1 | from=2026-12-01 until=2026-11-01', 'expected --from not after --until'],
  ])('%s is refused', (line, expected) => {
    expect(refusal(() => readRuleLine(line))).toContain(expected);
  });

  it('whatever a rule is, its line reads back as the same', () => {
    const optional = <Value>(name: string, value: fc.Arbitrary<Value>) =>
      fc.option(
        value.map((one) => ({ [name]: one })),
        { nil: {} },
      );
    const manner = fc
      .tuple(
        fc.record({
          cooldownSeconds: fc.nat({ max: 999_999 }),
          once: fc.boolean(),
          enabled: fc.boolean(),
          priority: fc.constantFrom(...NOTIFICATION_PRIORITIES),
        }),
        optional(
          'note',
          fc.string({ minLength: 1 }).filter((text) => !/^never$/i.test(text)),
        ),
        optional('channels', fc.uniqueArray(fc.constantFrom(...CHANNELS), { minLength: 1 })),
        optional('validFrom', fc.integer({ min: 1e9, max: 2e9 }).map(instant)),
        optional(
          'hysteresis',
          fc.record({
            amount: fc.double({ min: 0, max: 1e30, noNaN: true }),
            percent: fc.boolean(),
          }),
        ),
      )
      .map((parts) => Object.assign({}, ...parts) as object);
    fc.assert(
      fc.property(manner, fc.constantFrom('1m' as const, '1d' as const), (said, interval) => {
        const rule = { ...readRule('A,B close > 3 and rsi(14) < 30', interval), ...said };
        const line = printRuleLine(rule as Parameters<typeof printRuleLine>[0]);
        expect(readRuleLine(line)).toEqual(rule);
      }),
    );
  });
});
