import { expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/commands/show-hits/command.ts';
import { run } from '../../src/commands/show-hits/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { learnt, share } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const [BEFORE, DAY] = [sessionDate('2026-05-18'), sessionDate('2026-05-19')];

it('shows the newest session, or what is asked for, with the reason', async () => {
  const { ctx, opened, keep } = await readingDesk('2026-05-20T10:00');
  await learnt(opened, [share('ACME', { isin: 'INE000A01001' })]);
  const [acme] = await opened.store.dailyBars.instruments({ exchange: 'XNSE' });
  const show = (raw = {}) => run(ctx, readOptions(options, raw));
  expect(textOfResult(await show())).toMatch(/^no hits there: `paperjobs strategies`/);
  const hit = { strategy: 'turtle', action: 'enter', reason: 'close 110, highest 110' } as const;
  await keep((books) =>
    books.strategyHits.replace([
      {
        instrumentId: acme?.instrumentId ?? 0,
        sessions: [BEFORE, DAY],
        strategies: ['turtle'],
        found: [
          { session: BEFORE, ...hit, action: 'exit' },
          { session: DAY, ...hit },
        ],
      },
    ]),
  );
  const { json, text } = await show();
  expect(json).toEqual([{ symbol: 'ACME', session: DAY, ...hit }]);
  expect(text).toMatch(/2026-05-19 +turtle +ACME +enter +close 110, highest 110/);
  expect((await show({ from: BEFORE, action: 'exit' })).json).toMatchObject([{ session: BEFORE }]);
  expect((await show({ from: BEFORE, symbols: 'acme', strategies: 'turtle' })).json).toHaveLength(
    2,
  );
  expect((await show({ from: BEFORE, symbols: 'NOPE' })).json).toEqual([]);
  expect(textOfResult(await show({ csv: true }))).toContain('"close 110, highest 110"');
  await expect(show({ from: DAY, to: BEFORE })).rejects.toMatchObject({ code: 'usage' });
});

it('knows saved screens by their name, and says what a name should be', async () => {
  const { ctx, opened, keep } = await readingDesk('2026-05-20T10:00');
  await learnt(opened, [share('ACME', { isin: 'INE000A01001' })]);
  const [acme] = await opened.store.dailyBars.instruments({ exchange: 'XNSE' });
  const show = (strategies: string) => run(ctx, readOptions(options, { strategies, from: BEFORE }));
  const strategy = 'screen:washed_out';
  await keep((books) =>
    books.strategyHits.replace([
      {
        instrumentId: acme?.instrumentId ?? 0,
        sessions: [DAY],
        strategies: [strategy],
        found: [{ session: DAY, strategy, action: 'enter', reason: 'kdjk < 20' }],
      },
    ]),
  );
  expect((await show('Screen:Washed_out,turtle')).json).toMatchObject([
    { symbol: 'ACME', strategy },
  ]);
  expect((await show('turtle')).json).toEqual([]);
  await expect(show('turtels')).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('found "turtels"; did you mean "turtle"?'),
  });
  await expect(show('screen:')).rejects.toMatchObject({ code: 'usage' });
});
