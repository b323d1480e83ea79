import { expect, test } from 'vitest';
import { paidDividends } from '../../../src/core/backtest/paid-dividends.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { madeUpAction } from '../../support/paper-desk.ts';

const dividend = (exDate: string, rupees: number, subject = `Dividend - Rs ${rupees}`) =>
  madeUpAction(exDate, { kind: 'dividend', subject, amount: millionths(rupees * 1_000_000) });
const factor = (exDate: string, number: number) => ({
  exDate: sessionDate(exDate),
  factor: number,
});

test('a dividend is told in shares of the adjusted series, the oldest first', () => {
  const paid = paidDividends(
    [
      dividend('2025-08-06', 4),
      dividend('2025-03-03', 10),
      dividend('2025-06-02', 3),
      madeUpAction('2025-06-02', { kind: 'meeting', subject: 'AGM' }),
      madeUpAction('2025-06-20', { kind: 'dividend', subject: 'Dividend' }),
    ],
    // One old share became five in May, each of these two on the day of the second dividend.
    [factor('2025-05-05', 0.2), factor('2025-06-02', 0.5), factor('2025-09-01', 1)],
  );
  expect(paid).toEqual([
    { exDate: '2025-03-03', perShare: 1_000_000 },
    { exDate: '2025-06-02', perShare: 1_500_000 },
    { exDate: '2025-08-06', perShare: 4_000_000 },
  ]);
});

test('a split on the day before is done when the dividend is paid, one of its own day is not', () => {
  const splitOn = (exDate: string) =>
    paidDividends([dividend('2025-06-03', 4)], [factor(exDate, 0.5)]);
  expect(splitOn('2025-06-02')).toEqual([{ exDate: '2025-06-03', perShare: 4_000_000 }]);
  expect(splitOn('2025-06-03')).toEqual([{ exDate: '2025-06-03', perShare: 2_000_000 }]);
});
