import { describe, expect, it } from 'vitest';
import { dailyBar } from '../../support/bars.ts';
import { alertDesk } from './alert-desk.ts';

describe('a replay of alerts', () => {
  it('tells when rules would have fired, and writes nothing', async () => {
    const desk = await alertDesk('2026-11-26T20:00');
    const listingId = await desk.share('ACME');
    const closes: Readonly<Record<string, number>> = {
      '2026-11-18': 9900,
      '2026-11-19': 10_100,
      '2026-11-20': 10_200,
      '2026-11-23': 9900,
      '2026-11-25': 10_100,
    };
    await desk.opened.store.write(async (books) => {
      const bars = Object.entries(closes).map(([session, close]) => dailyBar(session, close));
      books.candles.saveDaily(listingId, 'raw', 'nse', bars);
    });
    await desk.rule('ACME close > 100');
    await desk.rule('ACME close crosses above 100', {}, '1d');
    const report = await desk.run({ replay: true, from: '2026-11-18', to: '2026-11-26' });
    expect(report).toMatchObject({ outcome: 'ok', counts: { events: 4, rules: 2 } });
    const told = report.result as readonly { readonly rule: number; readonly at: string }[];
    expect(told.map(({ rule, at }) => `${rule} ${at.slice(0, 10)}`)).toEqual([
      '1 2026-11-19',
      '2 2026-11-19',
      '1 2026-11-25',
      '2 2026-11-25',
    ]);
    expect(await desk.events()).toEqual([]);
    expect(await desk.opened.store.alertStates.list()).toEqual([]);
  });
});
