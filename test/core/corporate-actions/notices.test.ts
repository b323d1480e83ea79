import { describe, expect, it } from 'vitest';
import { actionDrafts } from '../../../src/core/corporate-actions/action-notices.ts';
import type { Watching } from '../../../src/core/corporate-actions/action-notices.ts';
import type { CorporateAction } from '../../../src/core/corporate-actions/corporate-action.ts';
import { earningsDrafts } from '../../../src/core/corporate-actions/earnings-notices.ts';
import type { Earnings } from '../../../src/core/corporate-actions/earnings.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { NOW, TODAY } from '../../support/opened-store.ts';

const watching: Watching = {
  symbols: new Set(['ACME']),
  today: TODAY,
  nextSession: sessionDate('2026-11-27'),
  at: NOW,
  runId: 'r',
};

const dividend: CorporateAction = {
  security: 'INE000000001',
  symbol: 'ACME',
  company: 'Acme Limited',
  exDate: sessionDate('2026-12-04'),
  subject: 'Interim Dividend - Rs 7.50 Per Share',
  part: 0,
  kind: 'dividend',
  form: 'interim',
  amount: millionths(7_500_000),
  nseSymbol: 'ACME',
};

const told = (before: readonly CorporateAction[], after: readonly CorporateAction[]) =>
  actionDrafts(before, after, watching).map(({ title }) => title);

describe('of corporate actions', () => {
  it('a new one is told', () => {
    const [draft] = actionDrafts([], [dividend], watching);
    expect(draft).toMatchObject({
      title: 'ACME: dividend of ₹7.5 interim, ex-date 2026-12-04',
      body: 'Acme Limited\nInterim Dividend - Rs 7.50 Per Share',
      dedupeKey: 'corporate-action:new:ACME:2026-12-04:dividend:₹7.5 interim',
      runId: 'r',
    });
  });

  it('the same in the words of another exchange is none', () => {
    const bse = { ...dividend, subject: 'Interim Dividend - Rs. - 7.5000', bseCode: '500000' };
    expect(told([bse], [dividend])).toEqual([]);
  });

  it('one whose terms change, or that disappears, is told', () => {
    const more = { ...dividend, amount: millionths(8_000_000) };
    expect(told([dividend], [more])).toEqual([
      'ACME: changed to dividend of ₹8 interim, ex-date 2026-12-04',
    ]);
    expect(told([dividend], [])).toEqual([
      'ACME: dividend of ex-date 2026-12-04 is no longer listed',
    ]);
  });

  it('one that was told is told again before its ex-date', () => {
    const soon = { ...dividend, exDate: sessionDate('2026-11-27') };
    expect(told([soon], [soon])).toEqual(['ACME trades ex dividend on 2026-11-27']);
    expect(told([dividend], [dividend])).toEqual([]);
  });

  it('what is past, or of others, is not', () => {
    const past = { ...dividend, exDate: sessionDate('2026-11-25') };
    expect(told([], [past, { ...dividend, symbol: 'BOLT' }])).toEqual([]);
  });

  it('several of a kind on one day are one message', () => {
    const special = {
      ...dividend,
      part: 1,
      form: 'special' as const,
      amount: millionths(1_000_000),
    };
    expect(told([], [dividend, special])).toEqual([
      'ACME: dividend of ₹1 special and ₹7.5 interim, ex-date 2026-12-04',
    ]);
  });
});

describe('of days of results', () => {
  const day: Earnings = {
    symbol: 'ACME',
    date: sessionDate('2026-12-04'),
    company: 'Acme Limited',
    state: 'expected',
    purpose: 'Financial Results',
    details: '',
  };
  const titles = (before: readonly Earnings[], after: readonly Earnings[]) =>
    earningsDrafts(before, after, watching).map(({ title }) => title);

  it('each step is told once, and the day itself before it comes', () => {
    const sure: Earnings = { ...day, state: 'confirmed' };
    const soon: Earnings = { ...sure, date: sessionDate('2026-11-27') };
    expect(titles([], [day])).toEqual(['ACME: results expected on 2026-12-04']);
    expect(titles([day], [day])).toEqual([]);
    expect(titles([day], [sure])).toEqual(['ACME: results confirmed for 2026-12-04']);
    expect(titles([soon], [soon])).toEqual(['ACME tells its results on 2026-11-27']);
  });

  it('what is past or of others is not told, what is of today is', () => {
    const past: Earnings = { ...day, date: sessionDate('2026-11-25') };
    expect(titles([], [past, { ...day, symbol: 'BOLT' }])).toEqual([]);
    expect(titles([past], [])).toEqual([]);
    expect(titles([], [{ ...day, date: TODAY }])).toEqual(['ACME: results expected on 2026-11-26']);
  });

  it('lines without words are left out', () => {
    const [draft] = earningsDrafts([], [{ ...day, details: 'To consider results' }], watching);
    expect(draft?.body).toBe('Acme Limited\nFinancial Results\nTo consider results');
    expect(earningsDrafts([], [day], watching)[0]?.body).toBe('Acme Limited\nFinancial Results');
  });

  it('results of another day leave a day that is called off told', () => {
    const other: Earnings = {
      ...day,
      date: sessionDate('2026-12-05'),
      state: 'reported',
      reportedBy: '1',
    };
    const sure: Earnings = { ...other, state: 'confirmed' };
    expect(titles([day, sure], [other])).toEqual(['ACME: no results on 2026-12-04 after all']);
    const moved: Earnings = { ...day, date: sessionDate('2026-12-07'), state: 'confirmed' };
    expect(titles([moved, day], [moved])).toEqual(['ACME: no results on 2026-12-04 after all']);
  });

  it('one that is called off is told, one that has been reported is not', () => {
    expect(titles([day], [])).toEqual(['ACME: no results on 2026-12-04 after all']);
    expect(titles([day], [{ ...day, state: 'reported', reportedBy: '1' }])).toEqual([]);
  });
});
