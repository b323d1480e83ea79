import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import type { RunReport } from '../../../src/core/run-report.ts';
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

  it('keeps to rules that are on and to their times, and leaves out those of books', async () => {
    const desk = await alertDesk('2026-11-26T20:00');
    const listingId = await desk.share('ACME');
    await desk.opened.store.write(async (books) => {
      const sessions = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23'];
      const bars = sessions.map((session, at) => dailyBar(session, at % 2 === 0 ? 10_100 : 9900));
      books.candles.saveDaily(listingId, 'raw', 'nse', bars);
    });
    await desk.rule('ACME close > 100', { validFrom: readInstant('2026-11-19T12:00') });
    await desk.rule('ACME close > 100', { validUntil: readInstant('2026-11-18T15:30') });
    const off = await desk.rule('ACME close > 100');
    await desk.rule('position ACME pnl < -10000');
    await desk.opened.store.write(async (books) => {
      const [rule] = await books.alertRules.list([off]);
      if (rule) await books.alertRules.change(off, { ...rule, enabled: false }, false);
    });
    const range = { replay: true, from: '2026-11-18', to: '2026-11-26' };
    const told = ({ result }: RunReport): string[] =>
      (result as readonly { readonly rule: number; readonly at: string }[]).map(
        ({ rule, at }) => `${rule} ${at.slice(0, 10)}`,
      );
    const all = await desk.run(range);
    expect(told(all)).toEqual(['2 2026-11-18', '1 2026-11-20']);
    expect(all.warnings).toEqual([
      'rule 4 "position ACME pnl < -10000" is left out: of books only their present is kept',
    ]);
    expect(told(await desk.run({ ...range, rules: String(off) }))).toEqual([
      `${off} 2026-11-18`,
      `${off} 2026-11-20`,
    ]);
    expect(await desk.run({ ...range, rules: '4' })).toMatchObject({ outcome: 'usage' });
  });
});
