import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { summarise } from '../../../src/core/exchange/account-summary.ts';
import type { AccountSummary } from '../../../src/core/exchange/account-summary.ts';
import { totalsAt } from '../../../src/core/exchange/ledger-totals.ts';
import type { LedgerDay } from '../../../src/core/exchange/ledger-totals.ts';
import { rebuildSummaries } from '../../../src/core/exchange/rebuild-summaries.ts';
import type { AccountPast } from '../../../src/core/exchange/rebuild-summaries.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import type { SessionDate } from '../../../src/core/market/session-date.ts';

const FIRST = sessionDate('2026-01-01');
const dayOf = (place: number): SessionDate => addDays(FIRST, place);
const sessionsOf = (days: number) =>
  Array.from({ length: days }, (_, place) => ({
    session: dayOf(place),
    close: instant(1_767_261_600 + place * 86_400),
  }));

/** The same by the definitions: everything up to each session is added up anew. */
function byDefinition(
  { accountId, ledger, flows, closes }: AccountPast,
  sessions: ReturnType<typeof sessionsOf>,
): AccountSummary[] {
  const first = ledger.find((day) => day.accountId === accountId)?.session ?? '9';
  const all: AccountSummary[] = [];
  for (const { session, close } of sessions.filter((one) => one.session >= first)) {
    const until = <One extends { readonly session: SessionDate }>(days: readonly One[]) =>
      days.filter((one) => one.session <= session);
    const holdings = [...new Set(until(flows).map(({ listingId }) => listingId))].map((id) => {
      const own = until(flows).filter(({ listingId }) => listingId === id);
      const cost = until(ledger).filter(
        (day) => day.accountId === accountId && day.ledger === 'shares' && day.listingId === id,
      );
      const last = until(closes.get(id) ?? []).at(-1);
      return {
        listingId: id,
        quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
        costPaise: paise(cost.reduce((sum, { amountPaise }) => sum + amountPaise, 0)),
        ...(last
          ? { mark: { pricePaise: last.closePaise, at: close, stale: last.session < session } }
          : {}),
      };
    });
    const held = holdings.filter(({ quantity }) => quantity !== 0);
    const closed = held.every(({ mark }) => mark !== undefined && !mark.stale);
    const of = { accountId, session, official: true, takenAt: close, closes: closed };
    const totals = totalsAt(ledger, accountId, session, all.at(-1)?.session);
    all.push(summarise(of, totals, held, all.at(-1)?.valuePaise));
  }
  return all;
}

const DAYS = 12;
const place = fc.integer({ min: 0, max: DAYS - 1 });
const amount = fc.integer({ min: -5000, max: 5000 });
const bySession = <One extends { readonly session: SessionDate }>(days: readonly One[]): One[] =>
  days.toSorted((a, b) => (a.session < b.session ? -1 : 1));
const ledgers = fc.array(
  fc.record({
    accountId: fc.constantFrom(1, 2),
    session: place.map(dayOf),
    ledger: fc.constantFrom('cash', 'shares', 'gains', 'charges.stt', 'dividends', 'capital'),
    listingId: fc.constantFrom(7, 8),
    amountPaise: amount.map(paise),
  }),
  { maxLength: 30 },
);
const pasts = fc.record({
  accountId: fc.constant(1),
  ledger: ledgers.map(bySession),
  flows: fc.array(
    fc.record({
      session: place.map(dayOf),
      listingId: fc.constantFrom(7, 8),
      quantity: fc.integer({ min: -3, max: 3 }),
    }),
  ),
  closes: fc
    .uniqueArray(place)
    .map((days) =>
      days
        .toSorted((a, b) => a - b)
        .map((day) => ({ session: dayOf(day), closePaise: paise(100 + day) })),
    )
    .map((closes) => new Map([[7, closes]])),
});

test('a rebuilt summary is what the definitions say of each session', () => {
  fc.assert(
    fc.property(pasts, (past) => {
      expect(rebuildSummaries(past, sessionsOf(DAYS))).toEqual(
        byDefinition(past, sessionsOf(DAYS)),
      );
    }),
    { numRuns: 200 },
  );
});

test('each entry is looked at as often however many sessions there are', () => {
  const looksWith = (days: number): number => {
    let looks = 0;
    const entry: LedgerDay = {
      accountId: 1,
      ledger: 'cash',
      amountPaise: paise(100),
      get session() {
        looks++;
        return FIRST;
      },
    };
    const past = { accountId: 1, ledger: [entry], flows: [], closes: new Map() };
    expect(rebuildSummaries(past, sessionsOf(days))).toHaveLength(days);
    return looks;
  };
  expect(looksWith(500)).toBe(looksWith(5));
});
