import { describe, expect, it } from 'vitest';
import { earningsOf } from '../../../src/core/corporate-actions/earnings.ts';
import type { Announcement, ToldMeeting } from '../../../src/core/corporate-actions/earnings.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const meeting = (facts: Partial<ToldMeeting> = {}): ToldMeeting => ({
  state: 'expected',
  symbol: 'ACME',
  company: 'Acme Limited',
  date: sessionDate('2026-05-14'),
  purpose: 'Financial Results/Dividend',
  details: 'To consider results',
  ...facts,
});
const filing = (facts: Partial<Announcement> = {}): Announcement => ({
  source: 'nse',
  sequenceId: '106588561',
  symbol: 'ACME',
  company: 'Acme Limited',
  category: 'Outcome of Board Meeting',
  text: 'Acme has approved the financial results',
  at: readInstant('2026-05-14T17:10'),
  ...facts,
});
const told = (meetings: readonly ToldMeeting[], filings: readonly Announcement[] = []): string[] =>
  earningsOf(meetings, filings).map(({ symbol, date, state }) => `${date} ${symbol} ${state}`);

describe('days of results', () => {
  it('are as sure as the surest who names them, once for each company and day', () => {
    expect(told([meeting(), meeting({ state: 'confirmed' }), meeting()])).toEqual([
      '2026-05-14 ACME confirmed',
    ]);
  });

  it('are reported when the results are filed on the day or soon after', () => {
    expect(told([meeting()], [filing()])).toEqual(['2026-05-14 ACME reported']);
    expect(told([meeting()], [filing({ at: readInstant('2026-05-13T17:10') })])).toEqual([
      '2026-05-14 ACME expected',
    ]);
    expect(told([meeting()], [filing({ category: 'Press Release' })])).toEqual([
      '2026-05-14 ACME expected',
    ]);
  });

  it('leave out meetings about something else', () => {
    expect(
      told([meeting({ purpose: 'Fund Raising', details: 'after the financial results' })]),
    ).toEqual([]);
  });

  it('read a letter where its purpose says nothing', () => {
    const details =
      'has informed the Exchange about Board Meeting to be held on 14-May-2026 to consider and approve the Quarterly Unaudited Financial results';
    expect(told([meeting({ purpose: 'Board Meeting Intimation', details })])).toHaveLength(1);
    const other = 'to consider a fund raise. The window is shut until results are told';
    expect(told([meeting({ purpose: 'Board Meeting Intimation', details: other })])).toEqual([]);
  });

  it('drop the day from which a meeting was moved, although a calendar keeps it', () => {
    const moved = meeting({
      date: sessionDate('2026-05-18'),
      movedFrom: sessionDate('2026-05-14'),
    });
    expect(told([meeting(), moved])).toEqual(['2026-05-18 ACME expected']);
  });
});
