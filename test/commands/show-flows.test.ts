import { expect, it } from 'vitest';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/commands/show-flows/command.ts';
import { run } from '../../src/commands/show-flows/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { NOW } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

it('prints crores', async () => {
  const { ctx, keep } = await readingDesk('2026-05-20T10:00');
  const show = (raw = {}) => run(ctx, readOptions(options, raw));
  expect(textOfResult(await show())).toMatch(/^no figures there/);
  const figure = {
    session: sessionDate('2026-05-19'),
    category: 'FII',
    buyPaise: paise(12_461_070_000_000),
    sellPaise: paise(12_941_310_000_000),
    netPaise: paise(-480_240_000_000),
  } as const;
  await keep((books) => books.fiiDii.save([figure], NOW));
  const { json, text } = await show({ from: '2026-05-19', to: '2026-05-19' });
  expect(json).toEqual([
    {
      session: '2026-05-19',
      category: 'FII',
      buyCrore: 12461.07,
      sellCrore: 12941.31,
      netCrore: -480.24,
    },
  ]);
  expect(text).toContain('12461.07    12941.31    -480.24');
  expect(textOfResult(await show({ csv: true }))).toContain('2026-05-19,FII,12461.07,');
  await expect(show({ from: '2026-05-20', to: '2026-05-19' })).rejects.toMatchObject({
    code: 'usage',
  });
});
