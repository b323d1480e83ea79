import type { Turnover } from '../../../src/core/charges/charges-of.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

/** What an order has turned over, in words: side, product, rupees, session. */
export function turnover(
  words: `${'BUY' | 'SELL'} ${'CNC' | 'MIS'} ${number} ${string}`,
  more: Partial<Turnover> = {},
): Turnover {
  const [side, product, rupees, session = ''] = words.split(' ');
  return {
    exchange: 'XNSE',
    session: sessionDate(session),
    side: side as 'BUY' | 'SELL',
    product: product as 'CNC' | 'MIS',
    fund: false,
    valuePaise: paise(Number(rupees) * 100),
    depositoryDue: true,
    ...more,
  };
}
