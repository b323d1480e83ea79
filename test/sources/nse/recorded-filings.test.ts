import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readPurpose } from '../../../src/core/corporate-actions/read-purpose.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readBseActions } from '../../../src/sources/bse/read-corporate-actions.ts';
import { textOf } from '../../../src/sources/decode.ts';
import { readAnnouncements } from '../../../src/sources/nse/read-announcements.ts';
import { readEventCalendar } from '../../../src/sources/nse/read-meetings.ts';
import { haveRecorded, recorded } from '../../support/source-fixture.ts';

const ALWAYS = { from: sessionDate('1990-01-01'), to: sessionDate('2090-01-01') };

describe.skipIf(!haveRecorded)('recorded answers', () => {
  it('10,474 purposes of ten years are all understood, save five whose terms are not told', () => {
    const text = textOf(recorded('corporate-actions/CF-CA-equities-2016-2025.half-a.csv'));
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    const parts = rows.map(({ PURPOSE = '' }) => readPurpose(PURPOSE));
    expect(parts).toHaveLength(10_474);
    expect(parts.flat().filter(({ kind }) => kind === 'other')).toEqual([]);
    expect(parts.flat().filter(({ lacks }) => lacks !== undefined)).toHaveLength(5);
    const kinds = parts.flat().map(({ kind }) => kind);
    const count = (wanted: string): number => kinds.filter((kind) => kind === wanted).length;
    expect([count('split'), count('bonus'), count('demerger')]).toEqual([164, 194, 38]);
  });

  it('announcements of an evening', () => {
    const body = recorded('corporate-filings/corporate-announcements_2026-04-13.json');
    const { rows, refused } = readAnnouncements(body);
    expect([rows.length, refused.length]).toEqual([20, 0]);
    expect(new Set(rows.map(({ sequenceId }) => sequenceId)).size).toBe(20);
  });

  it('the event calendar', () => {
    const body = recorded('corporate-filings/event-calendar_2026-09-17.json');
    expect(readEventCalendar(body, ALWAYS).rows).toHaveLength(44);
  });

  it("BSE's list of one scrip back to 2001", () => {
    const { rows } = readBseActions(
      recorded('corporate-actions/bse_defaultdata_500325_RELIANCE.json'),
      ALWAYS,
    );
    expect(rows[0]).toMatchObject({ exDate: '2001-04-26', subject: 'Dividend - Rs. - 4.2500' });
    expect(rows.length).toBeGreaterThan(20);
  });
});
