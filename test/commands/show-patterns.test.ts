import { expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/commands/show-patterns/command.ts';
import { run } from '../../src/commands/show-patterns/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { learnt, share } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const [BEFORE, DAY] = [sessionDate('2026-05-18'), sessionDate('2026-05-19')];

async function desk() {
  const reading = await readingDesk('2026-05-20T10:00');
  await learnt(reading.opened, [
    share('ZINC', { isin: 'INE000A01001' }),
    share('ACME', { isin: 'INE000B01001' }),
  ]);
  const instruments = await reading.opened.store.dailyBars.instruments({ exchange: 'XNSE' });
  const show = (raw = {}) => run(reading.ctx, readOptions(options, raw));
  const keep = () =>
    reading.keep((books) =>
      books.patterns.replace(
        instruments.map(({ instrumentId }) => ({
          instrumentId,
          sessions: [BEFORE, DAY],
          found: [
            { session: BEFORE, pattern: 'CDLHAMMER', value: 100 },
            { session: DAY, pattern: 'CDLENGULFING', value: -100 },
          ],
        })),
      ),
    );
  return { show, keep };
}

it('shows the newest session by symbol, with what each pattern is', async () => {
  const { show, keep } = await desk();
  expect(textOfResult(await show())).toMatch(/^no patterns there: `paperjobs patterns`/);
  await keep();
  const { json, text } = await show();
  expect(json).toEqual([
    { symbol: 'ACME', session: DAY, pattern: 'CDLENGULFING', value: -100 },
    { symbol: 'ZINC', session: DAY, pattern: 'CDLENGULFING', value: -100 },
  ]);
  expect(text).toMatch(/ACME +CDLENGULFING +-100 +body around a body/);
});

it('shows those that are asked for', async () => {
  const { show, keep } = await desk();
  await keep();
  expect((await show({ from: BEFORE, symbols: 'zinc' })).json).toHaveLength(2);
  expect((await show({ from: BEFORE, patterns: 'hammer,CDLdoji' })).json).toHaveLength(2);
  expect((await show({ to: BEFORE })).json).toMatchObject([{ session: BEFORE }, {}]);
  expect(textOfResult(await show({ csv: true }))).toContain('2026-05-19,ACME,CDLENGULFING,-100,');
  await expect(show({ patterns: 'hamer' })).rejects.toThrow(/did you mean "CDLHAMMER"/);
  await expect(show({ from: DAY, to: BEFORE })).rejects.toMatchObject({ code: 'usage' });
});
