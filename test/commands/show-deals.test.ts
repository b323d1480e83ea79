import { expect, it } from 'vitest';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { options } from '../../src/commands/show-deals/command.ts';
import { run } from '../../src/commands/show-deals/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const session = sessionDate('2026-05-19');
const security = { session, symbol: 'TEAPOT&CO', securityName: 'Teapot', quantity: 100 };
const bought = {
  ...security,
  client: 'LANTERN, INK',
  side: 'BUY',
  pricePaise: paise(6774),
} as const;

async function desk() {
  const on = await readingDesk('2026-05-20T10:00');
  await on.keep(async (books) => {
    await books.deals.replaceList('bulk', session, [bought, bought]);
    await books.deals.replaceList('short', session, [security]);
  });
  return (raw = {}) => run(on.ctx, readOptions(options, raw));
}

it('prints deals in rupees, absent cells null', async () => {
  const show = await desk();
  const told = {
    session: '2026-05-19',
    kind: 'bulk',
    symbol: 'TEAPOT&CO',
    security: 'Teapot',
    client: 'LANTERN, INK',
    side: 'BUY',
    quantity: 100,
    price: 67.74,
    remarks: null,
  };
  const nothing = { client: null, side: null, price: null };
  expect((await show()).json).toEqual([told, told, { ...told, kind: 'short', ...nothing }]);
  expect((await show({ kind: 'short', symbols: 'teapot&co' })).json).toHaveLength(1);
  expect(textOfResult(await show({ kind: 'bulk', csv: true }))).toContain(
    '2026-05-19,bulk,TEAPOT&CO,"LANTERN, INK",BUY,100,67.74,Teapot,\n',
  );
});

it('says where deals come from when there are none, and refuses days in disorder', async () => {
  const show = await desk();
  const none = await show({ from: '2026-05-20' });
  expect(textOfResult(none)).toBe('no deals there: `paperjobs flows` fetches them\n');
  await expect(show({ from: '2026-05-20', to: '2026-05-19' })).rejects.toMatchObject({
    code: 'usage',
  });
});
