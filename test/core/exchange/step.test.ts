import { expect, it } from 'vitest';
import { inOrder, step } from '../../../src/core/exchange/step.ts';
import type { MarketEvent } from '../../../src/core/exchange/step.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { DAY, SHARE, bar, fate, fillsIn, madeUpBook, moment, place } from './made-up-book.ts';

const session = sessionDate(DAY);
const print = (time: string, listingId = SHARE): MarketEvent => ({
  kind: 'print',
  at: moment(time),
  listingId,
  session,
  print: bar(time, [100, 100, 100, 100]),
});
const clock = (kind: 'square-off' | 'session-end', time: string): MarketEvent => ({
  kind,
  at: moment(time),
  listingId: SHARE,
  session,
});
const action = (time: string): MarketEvent => ({
  kind: 'action',
  at: moment(time),
  action: {
    listingId: SHARE,
    exDate: session,
    at: moment(time),
    terms: { kind: 'split', ratio: [2, 1] },
  },
});

it('events are stepped through by moment; at one moment actions, prices, ends, then by listing', () => {
  const events = [
    print('10:01', SHARE + 1),
    clock('square-off', '10:01'),
    clock('session-end', '10:01'),
    print('10:01'),
    print('09:59'),
    action('10:01'),
  ];
  const sorted = inOrder(events);
  expect(sorted.map((event) => events.indexOf(event))).toEqual([4, 5, 3, 0, 2, 1]);
  expect(events[0], 'what was given is left as it was').toEqual(print('10:01', SHARE + 1));
});

it('each event does what it is called', () => {
  const book = madeUpBook();
  const old = place(book, 'BUY', {
    quantity: 4,
    limit: 50,
    at: '2026-11-25T10:00',
    validity: 'GTC',
  });
  step(book, action('09:00'));
  expect(book.orders.get(old.orderId)).toMatchObject({ quantity: 8, limitPaise: 2500 });
  place(book, 'BUY', { quantity: 10, product: 'MIS' });
  expect(fillsIn(step(book, print('10:01')))).toEqual(['BUY 10 at 100']);
  expect(step(book, clock('square-off', '15:25'))).toMatchObject([{ kind: 'order' }]);
  const day = place(book, 'BUY', { quantity: 1, limit: 50, at: '15:26' });
  step(book, clock('session-end', '15:30'));
  expect(fate(book, day)).toMatch(/^expired/);
});
