import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { heldShares } from '../../../src/core/exchange/book.ts';
import { imbalances } from './balance.ts';
import { LISTINGS, START, act, given, newRun, perform } from './made-up-markets.ts';

it('the books balance after every step of any market', () => {
  let [fills, actions] = [0, 0];
  fc.assert(
    fc.property(given, fc.array(act, { minLength: 10, maxLength: 60 }), (terms, acts) => {
      const run = newRun(terms);
      for (const one of acts) {
        perform(run, one);
        expect(
          imbalances(run.book, { bookings: run.bookings, startPaise: START }),
          JSON.stringify(one),
        ).toEqual([]);
      }
      fills += run.bookings.filter(({ kind }) => kind === 'fill').length;
      actions += run.bookings.filter(({ kind }) => kind === 'shares').length;
    }),
    { numRuns: 400 },
  );
  expect(fills, 'the markets were not idle').toBeGreaterThan(400);
  expect(actions).toBeGreaterThan(20);
});

it('an account is worth its cash and what it holds, whatever the order of events', () => {
  fc.assert(
    fc.property(given, fc.array(act, { minLength: 10, maxLength: 40 }), (terms, acts) => {
      const [one, again] = [newRun(terms), newRun(terms)];
      for (const each of acts) {
        perform(one, each);
        perform(again, each);
      }
      expect(again.bookings, 'the same events, the same bookings').toEqual(one.bookings);
      const cost = [...one.book.lots.values()].flat().reduce((sum, lot) => sum + lot.costPaise, 0);
      const mark = 8000;
      const worth = LISTINGS.reduce(
        (sum, id) => sum + heldShares(one.book, 1, id) * mark,
        one.book.accounts.get(1)?.cashPaise ?? 0,
      );
      const unrealised =
        LISTINGS.reduce((sum, id) => sum + heldShares(one.book, 1, id) * mark, 0) - cost;
      const booked = one.bookings.reduce((sum, booking) => {
        if (booking.kind === 'cash') return sum + booking.amountPaise;
        if (booking.kind !== 'fill' && booking.kind !== 'shares') return sum;
        const gained = booking.closings.reduce(
          (total, part) => total + part.proceedsPaise - part.costPaise,
          0,
        );
        const charged =
          booking.kind === 'fill'
            ? Object.values(booking.charges).reduce((total, item) => total + item, 0)
            : 0;
        return sum + gained - charged;
      }, 0);
      expect(worth).toBe(START + booked + unrealised);
    }),
    { numRuns: 100 },
  );
});
