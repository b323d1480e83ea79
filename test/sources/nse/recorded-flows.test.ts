import { describe, expect, it } from 'vitest';
import { numberedDeals } from '../../../src/core/flows/deal.ts';
import type { DealKind } from '../../../src/core/flows/deal.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { textOf } from '../../../src/sources/decode.ts';
import { readDeals } from '../../../src/sources/nse/read-deals.ts';
import { readFiiDii } from '../../../src/sources/nse/read-fii-dii.ts';
import { readYearExtremes } from '../../../src/sources/nse/read-year-extremes.ts';
import { haveRecorded, recorded } from '../../support/source-fixture.ts';

const DAY = 'daily-reports/2025-12-16';

function linesOf(path: string): string[] {
  return textOf(recorded(path))
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** The last number of each line but for remarks, which are dashes: `…,1207000,590.00` or quoted. */
function numbersOf(line: string): string[] {
  const quoted = [...line.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const cells = quoted.length > 0 ? quoted : line.split(',');
  return cells.map((cell) => cell.replaceAll(',', '')).filter((cell) => /^\d+(\.\d+)?$/.test(cell));
}

describe.skipIf(!haveRecorded)('recorded files', () => {
  it.each<[string, DealKind, number, string[]]>([
    [`${DAY}/bulk.csv`, 'bulk', 104, ['2025-12-16']],
    [`${DAY}/block.csv`, 'block', 7, ['2025-12-16']],
    [`${DAY}/shortselling_16122025.csv`, 'short', 92, ['2025-12-15']],
    ['deals/bulk_2021-06.csv', 'bulk', 92, ['2021-06-03']],
    ['deals/bulk_2025-08-22.csv', 'bulk', 106, ['2025-08-22']],
    ['deals/bulk_2026-04-24.csv', 'bulk', 140, ['2026-04-24']],
  ])('%s: every line is read, and quantities and prices add up', (path, kind, rows, sessions) => {
    const { deals, refused } = readDeals(recorded(path), { kind, file: path });
    const lines = linesOf(path).slice(1);
    expect([deals.length, lines.length, refused]).toEqual([rows, rows, []]);
    expect([...new Set(deals.map(({ session }) => session))]).toEqual(sessions);
    const sum = (values: readonly number[]): number =>
      values.reduce((total, one) => total + one, 0);
    const at = kind === 'short' ? -1 : -2;
    const quantities = lines.map((line) => Number(numbersOf(line).at(at)));
    expect(sum(deals.map(({ quantity }) => quantity))).toBe(sum(quantities));
    if (kind === 'short') return;
    const prices = lines.map((line) => Math.round(Number(numbersOf(line).at(-1)) * 100));
    expect(sum(deals.map(({ pricePaise = 0 }) => pricePaise))).toBe(sum(prices));
  });

  it('the export of half a year has every line of its 124 sessions, each client and side', () => {
    const path = 'deals/Bulk-Deals-export-2025.csv';
    const { deals, refused } = readDeals(recorded(path), { kind: 'bulk', file: path });
    expect([deals.length, refused]).toEqual([7107, []]);
    expect(linesOf(path)).toHaveLength(7108);
    expect(new Set(deals.map(({ session }) => session)).size).toBe(124);
    expect(deals.filter(({ side }) => side === 'SELL')).toHaveLength(3614);
    expect(numberedDeals(deals).every(({ ordinal }) => ordinal === 0)).toBe(true);
    expect(deals[0]).toMatchObject({ symbol: '3IINFOLTD', quantity: 553_432, pricePaise: 3367 });
  });

  it.each(['bulk_deals', 'block_deals', 'short_selling'])('the sample of %s is read', (option) => {
    const kind = { bulk_deals: 'bulk', block_deals: 'block', short_selling: 'short' }[option];
    const body = recorded(`samples/nse/bulkdeals-${option}.json`);
    const { deals } = readDeals(body, { kind: kind as DealKind, file: option });
    expect(deals).toMatchObject([{ session: '2025-12-01' }]);
  });

  it('52-week prices are read whole: 3368 lines, 289 of them without prices', () => {
    const path = `${DAY}/CM_52_wk_High_low_16122025.csv`;
    const text = textOf(recorded(path));
    const { extremes, refused } = readYearExtremes(text, path, sessionDate('2025-12-16'));
    expect([extremes.length, linesOf(path).length - 3, refused]).toEqual([3368, 3368, []]);
    expect(extremes.filter(({ high, low }) => !high && !low)).toHaveLength(289);
    expect(extremes[0]).toMatchObject({
      symbol: '20MICRONS',
      high: { pricePaise: 28_393, on: '2025-07-23' },
    });
  });

  it('FII/DII figures of 7 August 2026 are read', () => {
    const { figures } = readFiiDii(recorded('deals/fiidiiTradeReact_20260807.json'));
    expect(figures).toMatchObject([
      { category: 'DII', netPaise: 235_560_000_000 },
      { session: '2026-08-07', category: 'FII', buyPaise: 12_941_310_000_000 },
    ]);
  });
});
