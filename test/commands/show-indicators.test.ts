import { expect, it } from 'vitest';
import { options } from '../../src/commands/show-indicators/command.ts';
import { run } from '../../src/commands/show-indicators/run.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { readOptions } from '../../src/kit/options.ts';
import { INDICATOR_NAMES } from '../../src/store/indicator-tables.ts';
import { newListing } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

it('prints the newest session, or those asked for, in columns asked for', async () => {
  const { ctx, keep, opened } = await readingDesk('2026-05-20T10:00');
  const show = (raw = {}) => run(ctx, readOptions(options, raw));
  expect(textOfResult(await show())).toMatch(/^no indicators there/);
  for (const symbol of ['ACME', 'BRICK']) await newListing(opened, symbol);
  const row = (instrumentId: number, session: string, close: number) => ({
    instrumentId,
    session: sessionDate(session),
    values: Float64Array.from(INDICATOR_NAMES, (name) => (name === 'close' ? close : Number.NaN)),
  });
  await keep(async (books) =>
    books.indicators.save([
      row(1, '2026-05-18', 99),
      row(1, '2026-05-19', 100.123456789),
      row(2, '2026-05-19', 200),
      row(2, '2026-05-21', 300),
    ]),
  );
  expect((await show({ columns: 'close,RSI' })).json).toEqual([
    { symbol: 'ACME', session: '2026-05-19', close: 100.123456789, rsi: null },
    { symbol: 'BRICK', session: '2026-05-19', close: 200, rsi: null },
  ]);
  expect(textOfResult(await show({ symbols: 'acme', columns: 'close', from: '2026-05-01' }))).toBe(
    'session     symbol    close\n2026-05-18  ACME         99\n2026-05-19  ACME    100.123\n',
  );
  expect(textOfResult(await show({ symbols: 'ACME', columns: 'close,rsi', csv: true }))).toBe(
    'session,symbol,close,rsi\n2026-05-19,ACME,100.123456789,\n',
  );
  await expect(show({ columns: 'rsj' })).rejects.toThrow(/"rsj"; did you mean "rsi"/);
});
