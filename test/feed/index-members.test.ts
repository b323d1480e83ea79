import { expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { indexMembers } from '../../src/feed/index-members.ts';
import { refusePast } from '../../src/feed/undated-list.ts';
import { members } from '../core/indices/members.ts';
import { bench } from '../support/bench.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

const indices = {
  name: 'nse',
  codes: [],
  members: async () => ['ASKED'],
  constituents: async () => ({ members: [], source: 'nse', stale: false }),
};

async function desk() {
  const { store } = await openedStore();
  const list = members('KEPT', 'DUMMYKEPT');
  const learned = { code: 'NIFTY50', day: sessionDate('2026-06-01'), members: list, source: 'nse' };
  await store.write((books) => books.indexMembership.learn(learned, NOW));
  return bench({ store, now: '2026-06-12T18:00', sources: { indices } });
}

it('members are those of the lists that are kept, without place holders', async () => {
  const { ctx, log } = await desk();
  expect(await indexMembers(ctx, 'XNSE', 'nifty 50')).toEqual(['KEPT']);
  expect(log[0]?.fields).toEqual({ index: 'NIFTY50', seenOn: '2026-06-01', members: 1 });
});

it('members of an index of which no list is kept are asked for', async () => {
  const { ctx } = await desk();
  expect(await indexMembers(ctx, 'XNSE', 'NIFTYBANK')).toEqual(['ASKED']);
  await expect(indexMembers(ctx, 'XNSE', 'NIFTYBNAK')).rejects.toMatchObject({ code: 'usage' });
});

it('today’s members are not taken for those of a past day', async () => {
  const { ctx, moveTo } = await desk();
  moveTo('2026-05-29T18:00', '2026-06-12T18:00');
  await expect(indexMembers(ctx, 'XNSE', 'NIFTY50')).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/no list of NIFTY50 is kept of 2026-05-29/) as string,
  });
});

it.each([
  ['of today', {}, false, false],
  ['of a past day', {}, true, true],
  ['of a past day, from a mirror of everything', { base_url: 'http://m' }, true, false],
  ['of a past day, from a mirror', { 'sources.nse.base_url': 'http://m' }, true, false],
])('a list %s', async (_, settings, past, refused) => {
  const { store } = await openedStore();
  const { ctx } = bench({ store, now: '2026-06-12T18:00', settings });
  const refuse = (): void => refusePast(ctx, 'it bears no date', past);
  if (refused) expect(refuse).toThrow(/it bears no date; .* base URL is overridden/);
  else expect(refuse).not.toThrow();
});
