import { afterAll, describe, expect, it } from 'vitest';
import { readPurpose } from '../../../src/core/corporate-actions/read-purpose.ts';
import { asking, closeAll } from '../asking.ts';

afterAll(closeAll);

const NOW = '2026-06-12T11:00';
const COOKIE = { cookie: 'nsit=1; nseappid=1' };
type Row = Readonly<Record<string, string>>;
const dated = (path: string, from: string, to: string, more = ''): string =>
  `/api/${path}?index=equities&from_date=${from}&to_date=${to}${more}`;

describe('the pretend site', () => {
  it('wants cookies and dates', async () => {
    const { ask } = await asking(NOW);
    const path = dated('corporates-corporateActions', '01-01-2026', '31-03-2026');
    expect((await ask(path)).status).toBe(401);
    expect((await ask('/api/corporates-corporateActions?index=equities', COOKIE)).status).toBe(404);
  });

  it('tells of splits and bonuses that its prices follow, in words that are understood', async () => {
    const { json } = await asking(NOW);
    const path = dated('corporates-corporateActions', '01-11-2025', '28-02-2026');
    const rows = await json<Row[]>(path, COOKIE);
    const [bonus, split] = ['MANGOSOFT', 'SPICEROUTE'].map((name) =>
      rows.find(({ symbol }) => symbol === name),
    );
    expect(bonus).toMatchObject({ subject: 'Bonus 1:1', exDate: '06-Nov-2025', faceVal: '10' });
    expect(readPurpose(split?.['subject'] ?? '')).toEqual([
      { kind: 'split', fromFaceValue: 10_000_000, toFaceValue: 2_000_000 },
    ]);
    expect(
      rows.flatMap(({ subject = '' }) => readPurpose(subject)).some(({ lacks }) => lacks),
    ).toBe(false);
  });

  it('shows what is to come a month ahead, and nothing before', async () => {
    const { json } = await asking(NOW);
    const rows = await json<Row[]>(
      dated('corporates-corporateActions', '01-06-2026', '31-12-2026'),
      COOKIE,
    );
    expect(rows).toEqual([]);
  });

  it('numbers filings, newest first, none from the future', async () => {
    const { json } = await asking(NOW);
    const rows = await json<Row[]>(
      dated('corporate-announcements', '01-05-2026', '30-06-2026'),
      COOKIE,
    );
    const numbers = rows.map(({ seq_id: number }) => Number(number));
    expect(new Set(numbers).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(10);
    const times = rows.map(({ sort_date: at = '' }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect((times[0] ?? '') <= '2026-06-12 11:00:00').toBe(true);
  });

  it('tells of a meeting by two rows and, while it is to come, in the calendar', async () => {
    const { json } = await asking('2026-05-10T11:00');
    const days = ['01-05-2026', '31-05-2026', '&symbol=PAPERTIGER'] as const;
    const meetings = await json<Row[]>(dated('corporate-board-meetings', ...days), COOKIE);
    expect(meetings).toHaveLength(0);
    const later = await asking('2026-05-25T11:00');
    const told = await later.json<Row[]>(
      dated('corporate-board-meetings', '01-05-2026', '30-06-2026', '&symbol=PAPERTIGER'),
      COOKIE,
    );
    const events = await later.json<Row[]>(
      dated('event-calendar', '01-05-2026', '30-06-2026', '&symbol=PAPERTIGER'),
      COOKIE,
    );
    expect([told.length, events.length]).toEqual([
      2,
      told[0]?.['bm_date'] === events[0]?.['date'] ? 1 : 0,
    ]);
  });
});

describe('the pretend feeds', () => {
  it('name companies, not symbols', async () => {
    const { ask } = await asking('2026-11-10T11:00');
    const actions = await ask('/content/RSS/Corporate_action.xml');
    expect(actions.text).toContain(
      '<title>Paper Tiger Industries Limited - Ex-Date: 12-Nov-2026</title>',
    );
    expect(actions.text).toContain('PURPOSE:INTERIM DIVIDEND - RS 4 PER SHARE');
    const filings = await ask('/content/RSS/Online_announcements.xml');
    expect(filings.text).toContain('|SUBJECT: Outcome of Board Meeting');
  });
});
