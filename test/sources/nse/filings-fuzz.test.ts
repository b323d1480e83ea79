import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readBseAnnouncements } from '../../../src/sources/bse/read-announcements.ts';
import { readBseActions } from '../../../src/sources/bse/read-corporate-actions.ts';
import { readAnnouncements } from '../../../src/sources/nse/read-announcements.ts';
import { readCorporateActions } from '../../../src/sources/nse/read-corporate-actions.ts';
import { readBoardMeetings, readEventCalendar } from '../../../src/sources/nse/read-meetings.ts';
import { readFeed } from '../../../src/sources/rss/read-feed.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const days = { from: sessionDate('2026-01-01'), to: sessionDate('2026-12-31') };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const piece = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 4 }),
  fc.constantFrom('null', '-1', '1e999', '"x"', ',', '"', '{}', '[]', '\n', '00', '<', '&', ']]>'),
);
const damage = fc.record({ at: fc.nat({ max: 9999 }), length: fc.nat({ max: 30 }), piece });

function damaged(text: string, changes: readonly { at: number; length: number; piece: string }[]) {
  return changes.reduce((before, { at, length, piece: put }) => {
    const start = at % (before.length + 1);
    return before.slice(0, start) + put + before.slice(start + length);
  }, text);
}

test.each<[string, (text: string) => unknown]>([
  ['nse-actions.made-up.json', (text) => readCorporateActions(bytes(text), days)],
  ['nse-announcements.made-up.json', (text) => readAnnouncements(bytes(text))],
  ['nse-board-meetings.made-up.json', (text) => readBoardMeetings(bytes(text), days)],
  ['nse-event-calendar.made-up.json', (text) => readEventCalendar(bytes(text), days)],
  ['bse-actions.made-up.json', (text) => readBseActions(bytes(text), days)],
  ['bse-announcements.made-up.json', (text) => readBseAnnouncements(bytes(text))],
  ['nse-actions-feed.made-up.xml', (text) => readFeed(text, 'feed')],
])('%s, damaged anyhow, is read or refused', async (name, read) => {
  const good = sourceFixture(name);
  let refused = 0;
  const changes = fc.array(damage, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      try {
        await read(damaged(good, list));
      } catch (error) {
        expect(error instanceof Failure && error.code, String(error)).toBe('bad-data');
        refused++;
      }
    }),
    { numRuns: 250, seed: 20_260_803 },
  );
  expect(refused).toBeGreaterThan(0);
});
