import { expect, it } from 'vitest';
import { options as deliveryOptions } from '../../src/commands/show-delivery/command.ts';
import { run as showDelivery } from '../../src/commands/show-delivery/run.ts';
import { options as valueOptions } from '../../src/commands/show-index-values/command.ts';
import { run as showIndexValues } from '../../src/commands/show-index-values/run.ts';
import { run as showInstrument } from '../../src/commands/show-instrument/run.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { readOptions } from '../../src/kit/options.ts';
import { kept, priced, session, sessionRow } from '../store/session-rows.ts';
import { NOW, TODAY } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const ACME = 'INE001A01018';
const DAY = sessionDate('2026-05-19');

it('tells the story of an instrument, by any symbol it had and by its ISIN', async () => {
  const { ctx, opened } = await readingDesk('2026-05-20T10:00');
  await kept(opened, session('2019-01-01', `OLD EQ ${ACME} 90`));
  await kept(opened, {
    ...session(DAY, `NEW EQ ${ACME} 100`, `NEW BE ${ACME} 100`, 'NEW N1 INE001A07AA1 5'),
    bands: [{ symbol: 'NEW', series: 'EQ', percent: 5, remark: 'GSM STAGE - I' }],
  });
  const tell = (word: string) => showInstrument(ctx, {}, [word]);
  const text = textOfResult(await tell('old'));
  expect(text).toContain('NEW  OLD\n  ISIN: INE001A01018');
  expect(text).toContain('symbols: OLD from the first to before 2026-05-19; NEW from 2026-05-19');
  expect(text).toContain('XNSE EQ: share, 2 daily candles from 2019-01-01 to 2026-05-19');
  expect(text).toContain('dealt in as OLD from the first; NEW from 2026-05-19');
  expect(text).toContain('band 5 % from 2026-05-19, GSM STAGE - I');
  expect(text).toContain('gaps: 0 open');
  expect((await tell(ACME)).json).toEqual((await tell('OLD')).json);
  expect((await tell('INE001A07AA1')).json).toMatchObject([
    { kind: 'bond', listings: [{ series: 'N1', class: 'bond', candles: 1 }] },
  ]);
  await expect(tell('GHOST')).rejects.toMatchObject({ code: 'usage' });
});

it('shows deliveries with their part of the volume', async () => {
  const { ctx, opened } = await readingDesk('2026-05-20T10:00');
  const told = { valuePaise: paise(100_050), trades: 3, delivered: 4 };
  const rows = [
    { ...sessionRow(DAY, `ACME EQ ${ACME} 100`), ...told },
    sessionRow(DAY, 'BOLT BE INE002A01016 5'),
  ];
  await kept(opened, priced(DAY, ...rows));
  const show = (raw = {}) => showDelivery(ctx, readOptions(deliveryOptions, raw));
  const { json, text } = await show();
  expect(json).toMatchObject([
    { symbol: 'ACME', volume: 10, delivered: 4, deliveredRatio: 0.4, trades: 3, value: 1000.5 },
    { symbol: 'BOLT', delivered: null, deliveredRatio: null, value: null, previousClose: null },
  ]);
  expect(text).toContain('ACME    EQ          10          4  40.00');
  expect(textOfResult(await show({ symbols: 'bolt', csv: true }))).toContain('2026-05-19,BOLT,BE');
  expect(textOfResult(await show({ to: '2026-05-18' }))).toMatch(/^nothing there/);
  await expect(show({ from: '2026-05-20', to: '2026-05-19' })).rejects.toMatchObject({
    code: 'usage',
  });
});

it('shows index values under the name of today, and tells that of then', async () => {
  const { ctx, opened } = await readingDesk('2026-05-20T10:00');
  const old = sessionDate('2012-10-01');
  await opened.store.write(async (books) => {
    const of = (day: typeof DAY, name: string, close: number) => ({
      ...session(day, `ACME EQ ${ACME} 100`),
      indices: [{ session: day, name, close, turnoverPaise: 128_980_000_000 }],
    });
    const sessions = [of(old, 'S&P CNX Nifty', 571_880), of(DAY, 'Nifty 50', 2_374_290)];
    await books.sessions.keep('XNSE', 'nse', sessions, TODAY, NOW);
  });
  const show = (raw = {}) => showIndexValues(ctx, readOptions(valueOptions, raw));
  const { json, text } = await show({ index: 'CNX Nifty', from: '2012-01-01' });
  expect(json).toMatchObject([
    { session: old, index: 'Nifty 50', published: 'S&P CNX Nifty', close: 5718.8, open: null },
    { session: DAY, index: 'Nifty 50', symbol: 'NIFTY', close: 23_742.9, turnoverCrore: 128.98 },
  ]);
  expect(text).toContain('23742.90');
  expect((await show({ index: 'nifty' })).json).toHaveLength(1);
  expect(textOfResult(await show({ csv: true }))).toContain('2026-05-19,Nifty 50,');
  expect(textOfResult(await show({ to: '2026-01-01' }))).toMatch(/^no index values there/);
  await expect(show({ index: 'Nifty 51' })).rejects.toThrow(/did you mean "Nifty 50"/);
});
