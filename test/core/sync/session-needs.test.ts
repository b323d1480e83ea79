import { expect, test } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { istText } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { neededFiles, publicationDeadline } from '../../../src/core/sync/session-needs.ts';
import type { KnownFile } from '../../../src/core/sync/session-needs.ts';

const SINCE = {
  deliveries: sessionDate('2020-01-01'),
  indices: sessionDate('2012-10-01'),
  bands: sessionDate('2026-01-01'),
};
const done = (kind: KnownFile['kind'], format?: string): KnownFile => ({
  kind,
  state: 'done',
  ...(format === undefined ? {} : { format }),
});
const gone = (kind: KnownFile['kind']): KnownFile => ({ kind, state: 'missing' });

test.each([
  ['2011-01-03', [], ['prices']],
  ['2016-01-04', [], ['prices', 'indices']],
  ['2012-09-30', [], ['prices']],
  ['2012-10-01', [], ['prices', 'indices']],
  ['2019-12-31', [], ['prices', 'indices']],
  ['2020-01-01', [], ['prices', 'deliveries', 'indices']],
  ['2026-01-01', [], ['prices', 'deliveries', 'indices', 'bands']],
  ['2026-05-19', [done('bands')], ['prices', 'deliveries', 'indices']],
  ['2026-05-19', [], ['prices', 'deliveries', 'indices', 'bands']],
  ['2026-05-19', [done('prices', 'udiff')], ['deliveries', 'indices', 'bands']],
  ['2026-05-19', [done('prices', 'sec-full')], ['indices', 'bands']],
  ['2026-05-19', [done('prices'), gone('deliveries'), done('indices')], ['deliveries', 'bands']],
  ['2026-05-19', [done('prices'), done('deliveries'), done('indices'), gone('bands')], []],
  ['2026-05-19', [gone('prices')], ['prices', 'deliveries', 'indices', 'bands']],
] as const)('%s lacks, knowing %j: %j', (session, known, needed) => {
  expect(neededFiles(sessionDate(session), known, SINCE)).toEqual(needed);
});

test.each([
  ['2026-05-19', '2026-05-19T21:00:00+05:30'],
  ['2020-11-14', '2020-11-15T00:45:00+05:30'],
])('prices of %s are late after %s', (session, deadline) => {
  const day = calendarOf('XNSE').day(sessionDate(session));
  if (day.state !== 'open') throw new Error('expected a session');
  expect(istText(publicationDeadline(day))).toBe(deadline);
});
