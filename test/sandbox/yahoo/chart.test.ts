import { afterEach, describe, expect, test } from 'vitest';
import { impossible } from '../../../src/core/market/bar.ts';
import { instant, istText } from '../../../src/core/market/instant.ts';
import { paise, paiseFromRupees } from '../../../src/core/market/money.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { createMarket } from '../../../src/sandbox/market.ts';
import { asking, closeAll } from '../asking.ts';
import { at, on, security } from '../moments.ts';

afterEach(closeAll);

type Column = (number | null)[];
interface Result {
  meta: Record<string, unknown>;
  timestamp?: number[];
  events?: { splits: Record<string, { splitRatio: string; date: number }> };
  indicators: {
    quote: [{ open?: Column; high?: Column; low?: Column; close?: Column; volume?: Column }];
    adjclose?: [{ adjclose: Column }];
  };
}
interface Chart {
  chart: { result: [Result] | null; error: { code: string; description: string } | null };
}

const NOW = '2026-11-25T15:20';
const stamp = (second: number): string => istText(instant(second));

function path(symbol: string, from: string, to: string, interval: string): string {
  const query = new URLSearchParams({
    period1: String(at(from)),
    period2: String(at(to)),
    interval,
    events: 'div,splits',
  });
  return `/v8/finance/chart/${encodeURIComponent(symbol)}?${query.toString()}`;
}

async function chartAt(now: string, asked: string): Promise<Result> {
  const { json } = await asking(now);
  const { chart } = await json<Chart>(asked);
  expect(chart.error).toBeNull();
  const [result] = chart.result ?? [];
  if (!result) throw new Error('the chart holds no result');
  return result;
}

describe('chartRoutes', () => {
  test('gives days oldest first at 09:15, and the running one last, stamped with the moment', async () => {
    const {
      timestamp = [],
      indicators,
      meta,
    } = await chartAt(NOW, path('PAPERTIGER.NS', '2026-11-23T00:00', '2026-11-26T00:00', '1d'));
    expect(timestamp.map(stamp)).toEqual([
      '2026-11-23T09:15:00+05:30',
      '2026-11-24T09:15:00+05:30',
      '2026-11-25T15:20:00+05:30',
    ]);
    const market = createMarket(42, sandboxCalendar());
    const closes = ['2026-11-23', '2026-11-24', '2026-11-25'].map(
      (date) => market.day(security('PAPERTIGER'), on(date), at(NOW))?.closePaise,
    );
    expect(indicators.quote[0].close?.map((close) => paiseFromRupees(close ?? 0))).toEqual(closes);
    expect(indicators.adjclose?.[0].adjclose).toEqual(indicators.quote[0].close);
    expect(meta).toMatchObject({
      symbol: 'PAPERTIGER.NS',
      currency: 'INR',
      gmtoffset: 19_800,
      dataGranularity: '1d',
      exchangeName: 'NSI',
    });
  });

  test('leaves the end of the window out', async () => {
    const { timestamp = [] } = await chartAt(
      NOW,
      path('PAPERTIGER.NS', '2026-11-23T09:15', '2026-11-24T09:15', '1d'),
    );
    expect(timestamp.map(stamp)).toEqual(['2026-11-23T09:15:00+05:30']);
  });

  test('adjusts days before a split and tells the split', async () => {
    const {
      timestamp = [],
      indicators,
      events,
    } = await chartAt(NOW, path('SPICEROUTE.NS', '2026-02-16T00:00', '2026-02-19T00:00', '1d'));
    expect(timestamp.map(stamp).map((text) => text.slice(0, 10))).toEqual([
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
    ]);
    const closes = indicators.quote[0].close ?? [];
    expect((closes[1] ?? 0) / (closes[2] ?? 0)).toBeGreaterThan(0.85);
    expect((closes[1] ?? 0) / (closes[2] ?? 0)).toBeLessThan(1.15);
    const exDate = String(at('2026-02-18T09:15'));
    expect(events?.splits).toEqual({
      [exDate]: { date: Number(exDate), numerator: 5, denominator: 1, splitRatio: '5:1' },
    });
  });

  test('gives bars inside sessions with a hole now and then, all the others possible', async () => {
    const { timestamp = [], indicators } = await chartAt(
      NOW,
      path('MONSOONTEA.NS', '2026-11-18T00:00', '2026-11-25T00:00', '1m'),
    );
    const [quote] = indicators.quote;
    expect(timestamp).toHaveLength(5 * 375);
    const holes = timestamp.filter((_, index) => quote.close?.[index] === null);
    expect(holes.length).toBeGreaterThan(3);
    expect(holes.length).toBeLessThan(60);
    for (const index of timestamp.keys()) {
      if (quote.close?.[index] === null) continue;
      const price = (column: Column | undefined) =>
        paiseFromRupees(column?.[index] ?? NaN) ?? paise(NaN);
      const bar = {
        openPaise: price(quote.open),
        highPaise: price(quote.high),
        lowPaise: price(quote.low),
        closePaise: price(quote.close),
        volume: quote.volume?.[index] ?? -1,
      };
      expect(impossible(bar)).toBeUndefined();
    }
  });

  test.each(['5m', '15m'])('joins minutes to bars of %s', async (interval) => {
    const {
      timestamp = [],
      meta,
      indicators,
    } = await chartAt(NOW, path('PAPERTIGER.NS', '2026-11-24T00:00', '2026-11-25T00:00', interval));
    expect(timestamp).toHaveLength(375 / Number.parseInt(interval, 10));
    expect(meta['dataGranularity']).toBe(interval);
    expect(indicators).not.toHaveProperty('adjclose');
  });

  test('names an index by a caret and gives it no volume', async () => {
    const { indicators, meta } = await chartAt(
      NOW,
      path('^NSEI', '2026-11-18T00:00', '2026-11-25T00:00', '1d'),
    );
    expect(meta['instrumentType']).toBe('INDEX');
    expect(indicators.quote[0].volume).toEqual([0, 0, 0, 0, 0]);
  });

  test('serves a delisted share up to its last day', async () => {
    const { timestamp = [] } = await chartAt(
      NOW,
      path('OLDLOOMS.NS', '2025-03-25T00:00', '2025-04-20T00:00', '1d'),
    );
    expect(timestamp.map(stamp).map((text) => text.slice(0, 10))).toEqual([
      '2025-03-25',
      '2025-03-26',
      '2025-03-27',
    ]);
  });

  test('has no timestamps where a listed share has no bars', async () => {
    const result = await chartAt(
      NOW,
      path('PAPERTIGER.NS', '2026-11-21T00:00', '2026-11-23T00:00', '1d'),
    );
    expect(result).not.toHaveProperty('timestamp');
    expect(result.indicators.quote).toEqual([{}]);
  });

  test('reads a range in place of two moments', async () => {
    const { timestamp = [] } = await chartAt(
      NOW,
      '/v8/finance/chart/PAPERTIGER.NS?range=5d&interval=1d',
    );
    expect(timestamp).toHaveLength(5);
  });

  test.each([
    ['an unknown symbol', path('NOBODY.NS', '2026-11-20T00:00', '2026-11-24T00:00', '1d'), 404],
    [
      'a newcomer before its first day',
      path('FIREFLYLMP.NS', '2025-07-01T00:00', '2025-07-12T00:00', '1d'),
      400,
    ],
    [
      'a delisted share after its last day',
      path('OLDLOOMS.NS', '2025-04-01T00:00', '2025-04-12T00:00', '1d'),
      400,
    ],
    [
      'moments the wrong way round',
      path('PAPERTIGER.NS', '2026-11-24T00:00', '2026-11-20T00:00', '1d'),
      400,
    ],
    [
      'an interval that is not imitated',
      path('PAPERTIGER.NS', '2026-11-20T00:00', '2026-11-24T00:00', '7m'),
      422,
    ],
    [
      'nine days of minutes',
      path('PAPERTIGER.NS', '2026-11-10T00:00', '2026-11-19T00:01', '1m'),
      422,
    ],
    [
      'minutes of last spring',
      path('PAPERTIGER.NS', '2026-05-11T00:00', '2026-05-12T00:00', '1m'),
      422,
    ],
    [
      'quarters of an hour of last spring',
      path('PAPERTIGER.NS', '2026-05-11T00:00', '2026-05-12T00:00', '15m'),
      422,
    ],
  ])('refuses %s', async (_, asked, status) => {
    const { ask } = await asking(NOW);
    const came = await ask(asked);
    expect(came.status).toBe(status);
    const { chart } = JSON.parse(came.text) as Chart;
    expect(chart.result).toBeNull();
    expect(chart.error?.description).not.toBe('');
  });

  test('does not know a share that will be listed later', async () => {
    const { ask } = await asking('2025-07-11T15:20');
    expect(
      (await ask(path('FIREFLYLMP.NS', '2025-07-01T00:00', '2025-07-20T00:00', '1d'))).status,
    ).toBe(404);
  });
});
