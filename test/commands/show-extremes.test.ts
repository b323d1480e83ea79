import { expect, it } from 'vitest';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/commands/show-extremes/command.ts';
import { run } from '../../src/commands/show-extremes/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

it('prints the newest session that the moment knows, or the one that is named', async () => {
  const { ctx, keep } = await readingDesk('2026-05-20T10:00');
  const show = (raw = {}) => run(ctx, readOptions(options, raw));
  expect(textOfResult(await show())).toMatch(/^no 52-week prices there/);
  const low = { pricePaise: paise(6820), on: sessionDate('2026-05-15') };
  const high = { pricePaise: paise(9000), on: sessionDate('2026-05-14') };
  const days = ['2026-05-18', '2026-05-19', '2026-05-21'].map(sessionDate);
  await keep(async (books) =>
    books.yearExtremes.save(
      days.flatMap((session) => [
        { session, symbol: 'PAPERNAV', series: 'EQ' },
        { session, symbol: 'KITE-MILLS', series: 'EQ', high },
        { session, symbol: 'TEAPOT&CO', series: 'EQ', low },
      ]),
    ),
  );
  const told = { symbol: 'TEAPOT&CO', series: 'EQ', high: null, highOn: null, low: 68.2 };
  expect((await show({ symbols: 'teapot&co' })).json).toEqual([
    { session: '2026-05-19', ...told, lowOn: '2026-05-15' },
  ]);
  expect((await show({ on: '2026-05-21' })).json).toHaveLength(3);
  expect((await show({ reached: true })).json).toMatchObject([{ symbol: 'TEAPOT&CO' }]);
  expect(textOfResult(await show({ symbols: 'KITE-MILLS', reached: true }))).toBe(
    'none of these is among the 3 securities of 2026-05-19\n',
  );
  expect(textOfResult(await show({ csv: true }))).toContain('TEAPOT&CO,EQ,,,68.20,2026-05-15\n');
});
