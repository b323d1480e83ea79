import { expect, it } from 'vitest';
import { options } from '../../src/commands/show-quotes/command.ts';
import { run } from '../../src/commands/show-quotes/run.ts';
import { instant, readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { readOptions } from '../../src/kit/options.ts';
import { learnt, share } from '../support/opened-store.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const NOW = '2026-06-12T11:00';

async function showing() {
  const desk = await readingDesk(NOW);
  const show = (raw = {}) => run(desk.ctx, readOptions(options, raw));
  await learnt(desk.opened, [share('ACME'), share('BOLT', { series: 'BE' })]);
  return { ...desk, show };
}

it('prints last prices with their age, and tells the stale ones', async () => {
  const { opened, keep, show } = await showing();
  expect(textOfResult(await show())).toMatch(/^no quotes there/);
  const idOf = async (symbol: string): Promise<number> => {
    const [listing] = await opened.store.instruments.find('XNSE', [symbol]);
    return listing?.listingId ?? 0;
  };
  const [acme, bolt] = [await idOf('ACME'), await idOf('BOLT')];
  const at = readInstant('2026-06-12T10:59:20');
  await keep((books) =>
    books.quotes.save(
      [
        {
          listingId: acme,
          lastPaise: paise(10_200),
          previousClosePaise: paise(10_000),
          bidPaise: paise(10_195),
          volume: 500,
          at,
          source: 'upstox',
        },
        {
          listingId: bolt,
          lastPaise: paise(5),
          at: readInstant('2026-06-10T15:20'),
          source: 'yahoo',
        },
      ],
      instant(at + 3),
    ),
  );
  const all = await show();
  expect(all.json).toEqual([
    {
      symbol: 'ACME',
      exchange: 'XNSE',
      series: 'EQ',
      last: 102,
      changeRatio: expect.closeTo(0.02, 12),
      open: null,
      high: null,
      low: null,
      previousClose: 100,
      bid: 101.95,
      ask: null,
      lowerCircuit: null,
      upperCircuit: null,
      volume: 500,
      time: '2026-06-12T10:59:20+05:30',
      fetched: '2026-06-12T10:59:23+05:30',
      ageSeconds: 40,
      stale: false,
      source: 'upstox',
    },
    expect.objectContaining({ symbol: 'BOLT', series: 'BE', stale: true, changeRatio: null }),
  ]);
  const [, first, second] = textOfResult(all).split('\n');
  expect(first).toMatch(/^ACME +EQ +102\.00 +2\.00 .* 40 s +upstox$/);
  expect(second).toMatch(/^BOLT +BE +0\.05 .* 43 h +stale +yahoo$/);
  expect(await show({ symbols: 'bolt' })).toMatchObject({ json: [{ symbol: 'BOLT' }] });
  expect(textOfResult(await show({ csv: true }))).toContain(
    'ACME,EQ,102.00,2.00,,,,100.00,101.95,,500,',
  );
});

it.each([
  ['2026-06-12T10:58:01', '119 s'],
  ['2026-06-12T10:30:00', '30 min'],
  ['2026-06-12T05:00:00', '6 h'],
  ['2026-06-05T11:00:00', '7 d'],
])('a price of %s is %s old', async (at, age) => {
  const { opened, keep, show } = await showing();
  const [listing] = await opened.store.instruments.find('XNSE', ['ACME']);
  const quote = {
    listingId: listing?.listingId ?? 0,
    lastPaise: paise(1),
    at: readInstant(at),
    source: 'nse' as const,
  };
  await keep((books) => books.quotes.save([quote], quote.at));
  expect(textOfResult(await show())).toContain(` ${age} `);
});
