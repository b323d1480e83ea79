import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readDeals } from '../../../src/sources/nse/read-deals.ts';
import { readFiiDii } from '../../../src/sources/nse/read-fii-dii.ts';
import { readYearExtremes } from '../../../src/sources/nse/read-year-extremes.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const day = sessionDate('2026-05-19');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = 'list';

const piece = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 4 }),
  fc.constantFrom('null', '-1', '1e999', '"x"', ',', '"', '{}', '[]', '\n', 'NO RECORDS', '5,53'),
);
const damage = fc.record({ at: fc.nat({ max: 9999 }), length: fc.nat({ max: 30 }), piece });

function damaged(text: string, changes: readonly { at: number; length: number; piece: string }[]) {
  return changes.reduce((before, { at, length, piece: put }) => {
    const start = at % (before.length + 1);
    return before.slice(0, start) + put + before.slice(start + length);
  }, text);
}

test.each<[string, string, (text: string) => unknown]>([
  ['bulk.made-up.csv', 'bulk', (text) => readDeals(bytes(text), { kind: 'bulk', file })],
  ['block.made-up.csv', 'block', (text) => readDeals(bytes(text), { kind: 'block', file })],
  ['deals-report.made-up.csv', 'report', (text) => readDeals(bytes(text), { kind: 'bulk', file })],
  ['short-sales.made-up.csv', 'short', (text) => readDeals(bytes(text), { kind: 'short', file })],
  ['year-extremes.made-up.csv', 'extremes', (text) => readYearExtremes(text, file, day)],
  ['fii-dii.made-up.json', 'figures', (text) => readFiiDii(bytes(text))],
])('%s, damaged anyhow, is read or refused', (name, _, read) => {
  const good = sourceFixture(name);
  let refused = 0;
  const changes = fc.array(damage, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(changes, (list) => {
      try {
        read(damaged(good, list));
      } catch (error) {
        expect(error instanceof Failure && error.code, String(error)).toBe('bad-data');
        refused++;
      }
    }),
    { numRuns: 400, seed: 20_260_519 },
  );
  expect(refused).toBeGreaterThan(0);
});

const word = fc.stringMatching(/^[A-Z0-9&-]{1,10}$/);
const client = fc.stringMatching(/^[A-Z](?:[A-Z0-9&.,'()" -]{0,20}[A-Z.])?$/);
const deal = fc.record({
  symbol: word,
  client,
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  quantity: fc.integer({ min: 1, max: 2_000_000_000 }),
  pricePaise: fc.integer({ min: 1, max: 20_000_000 }),
});

it('whatever deals are written are read back, as the archive writes them and as the website does', () => {
  const header =
    'Date,Symbol,Security Name,Client Name,Buy/Sell,Quantity Traded,Trade Price / Wght. Avg. Price';
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(deal, { minLength: 1, maxLength: 20 }), fc.boolean(), (deals, website) => {
      const lines = deals.map(({ symbol, client: who, side, quantity, pricePaise }) => {
        const price = pricePaise / 100;
        const numbers = website
          ? [quote(quantity.toLocaleString('en-IN')), quote(price.toLocaleString('en-IN'))]
          : [String(quantity), price.toFixed(2)];
        return ['19-MAY-2026', symbol, 'A Company', quote(who), side, ...numbers].join(',');
      });
      const text = `${website ? '\uFEFF' : ''}${[header, ...lines].join('\r\n')}\r\n`;
      const read = readDeals(bytes(text), { kind: 'bulk', file, from: day, to: day });
      expect(read.refused).toEqual([]);
      expect(read.deals).toEqual(
        deals.map((one) => ({ ...one, session: day, securityName: 'A Company' })),
      );
    }),
  );
});
