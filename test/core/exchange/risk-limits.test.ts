import { describe, expect, it } from 'vitest';
import { acceptOrder } from '../../../src/core/exchange/accept.ts';
import { amendOrder } from '../../../src/core/exchange/amend.ts';
import type { Book } from '../../../src/core/exchange/book.ts';
import { exposureOf } from '../../../src/core/exchange/exposure.ts';
import type { OrderRequest } from '../../../src/core/exchange/order-request.ts';
import type { RiskCheck } from '../../../src/core/exchange/risk-limits.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { SHARE, XNSE, madeUpBook, moment, pass, place } from './made-up-book.ts';

const PRICES = new Map([
  [SHARE, paise(10_000)],
  [SHARE + 1, paise(10_000)],
]);
const check = (facts: Partial<RiskCheck>): RiskCheck => ({
  pricePaise: PRICES,
  sectors: new Map([
    [SHARE, 'Tea'],
    [SHARE + 1, 'Tea'],
  ]),
  limits: {},
  ...facts,
});

const listed = (listingId: number) => ({
  listingId,
  symbol: 'TEAPOT',
  series: 'EQ',
  kind: 'share' as const,
  provisional: false,
  lastPaise: paise(10_000),
});

function asked(book: Book, risk: RiskCheck, request: Partial<OrderRequest>, listingId = SHARE) {
  return acceptOrder(
    book,
    {
      request: {
        accountId: 1,
        side: 'BUY',
        type: 'LIMIT',
        limitPaise: paise(10_000),
        validity: 'DAY',
        product: 'CNC',
        quantity: 1,
        ...request,
      },
      listing: listed(listingId),
      limits: { freezeQuantity: 1_000_000, risk },
      now: moment('10:00'),
    },
    XNSE,
    false,
  );
}

describe('limits of an account before an order', () => {
  it('count what is held and what is ordered, and let exactly the limit pass', () => {
    const book = madeUpBook();
    const risk = check({ limits: { position: 0.1 } });
    expect(asked(book, risk, { quantity: 600 })).toMatchObject({ accepted: true });
    expect(asked(book, risk, { quantity: 400 })).toMatchObject({ accepted: true });
    expect(asked(book, risk, { quantity: 1 })).toEqual({
      accepted: false,
      reason:
        'the position would be 10.01 % of the account, more than the 10 % of risk.max_position_percent',
    });
  });

  it('let exactly the limit pass at every whole per cent', () => {
    for (let percent = 1; percent < 100; percent++) {
      const limit = percent / 100;
      const risk = check({ limits: { position: limit, sector: limit, gross: limit } });
      const book = madeUpBook({ account: { cashPaise: paise(200_000_000) } });
      const answer = asked(book, risk, { quantity: percent * 200 });
      expect(answer, `${percent} %`).toMatchObject({ accepted: true });
      expect(asked(book, risk, { quantity: 1 })).toMatchObject({ accepted: false });
    }
  });

  it('add up an industry over its shares, and all that is at stake', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 1000, limit: 100 });
    const sector = asked(book, check({ limits: { sector: 0.15 } }), { quantity: 501 }, SHARE + 1);
    expect(sector).toMatchObject({
      reason: expect.stringMatching(/industry Tea would be 15\.01 %/) as string,
    });
    const unknown = check({ limits: { sector: 0.15 }, sectors: new Map() });
    expect(asked(book, unknown, { quantity: 501 }, SHARE + 1)).toMatchObject({ accepted: true });
    const gross = asked(book, check({ limits: { gross: 0.15 } }), { quantity: 501 }, SHARE + 1);
    expect(gross).toMatchObject({
      reason: expect.stringMatching(/at stake would be 20\.02 %/) as string,
    });
  });

  it('count shares, not orders', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, limit: 100 });
    const risk = check({ limits: { positions: 1 } });
    expect(asked(book, risk, {})).toMatchObject({ accepted: true });
    expect(asked(book, risk, {}, SHARE + 1)).toMatchObject({
      reason: '2 shares would be held or ordered, more than the 1 of risk.max_positions',
    });
  });

  it('stop all that opens, never what closes, while the last figures are beyond them', () => {
    const book = madeUpBook();
    place(book, 'BUY', { quantity: 10, limit: 100 });
    pass(book, '10:01', [100, 100, 100, 100]);
    const standing = { session: sessionDate('2026-11-25'), drawdown: 0.2, valueAtRisk: 0.01 };
    const risk = check({ limits: { drawdown: 0.15, position: 0.0001 }, standing });
    expect(asked(book, risk, {})).toMatchObject({
      reason:
        "the account's drawdown was 20 % on 2026-11-25, more than the 15 % of risk.max_drawdown_percent: only orders that close are taken",
    });
    expect(asked(book, risk, { side: 'SELL', quantity: 10 })).toMatchObject({ accepted: true });
    const var_ = check({ limits: { valueAtRisk: 0.005 }, standing });
    expect(asked(book, var_, {})).toMatchObject({ accepted: false });
  });

  it('hold for a change that makes an order larger, counting its own part once', () => {
    const book = madeUpBook();
    const order = place(book, 'BUY', { quantity: 900, limit: 100 });
    const terms = {
      listing: listed(SHARE),
      limits: { freezeQuantity: 1_000_000, risk: check({ limits: { position: 0.1 } }) },
    };
    const change = (quantity: number) =>
      amendOrder(book, order.orderId, { quantity }, terms, moment('10:05'));
    expect(change(1000)).toMatchObject({ amended: true });
    expect(change(1001)).toMatchObject({ amended: false });
    expect(change(1)).toMatchObject({ amended: true });
  });
});

it('values an account by prices, and by cost where none is known', () => {
  const book = madeUpBook();
  place(book, 'BUY', { quantity: 10, limit: 100 });
  pass(book, '10:01', [100, 100, 100, 100]);
  const at = (pricePaise: ReadonlyMap<number, ReturnType<typeof paise>>) =>
    exposureOf(book, 1, { pricePaise, sectors: new Map() });
  const cash = book.accounts.get(1)?.cashPaise ?? 0;
  expect(at(new Map([[SHARE, paise(12_000)]]))).toMatchObject({
    valuePaise: cash + 120_000,
    grossPaise: 120_000,
    netPaise: 120_000,
  });
  expect(at(new Map()).valuePaise).toBe(cash + 100_000);
});
