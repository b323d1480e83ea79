import { expect, it } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { FlowListMark } from '../../src/store/flow-lists.ts';
import { NOW, openedStore } from '../support/opened-store.ts';

it('a list is marked once; a later answer moves the mark', async () => {
  const opened = await openedStore();
  const mark = (facts: Partial<FlowListMark> = {}): Promise<void> => {
    const session = sessionDate('2026-05-19');
    const whole = { session, list: 'bulk', rows: 0, answeredAt: NOW, ...facts } as const;
    return opened.store.write((books) => books.flowLists.mark(whole));
  };
  await mark();
  const written = opened.rowsWritten();
  await mark();
  expect(opened.rowsWritten(), 'the same mark is not written again').toBe(written);
  await mark({ answeredAt: instant(NOW + 60), rows: 3 });
  await mark({ session: sessionDate('2026-05-18'), list: 'fii-dii' });
  const [from, to] = [sessionDate('2026-05-18'), sessionDate('2026-05-19')];
  expect(await opened.store.flowLists.between(from, to)).toEqual([
    { session: from, list: 'fii-dii', rows: 0, answeredAt: NOW },
    { session: to, list: 'bulk', rows: 3, answeredAt: NOW + 60 },
  ]);
  expect(await opened.store.flowLists.between(from, from)).toHaveLength(1);
});
