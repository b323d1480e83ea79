import { assert, integer, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedSessions, DATE_OPTIONS, flagName, readOptions } from '../../src/kit/options.ts';
import type { OptionSpecs } from '../../src/kit/options.ts';

const SPECS = {
  quick: { type: 'flag', help: '' },
  keepDays: { type: 'count', default: 30, min: 1, max: 99, help: '' },
  depth: { type: 'count', help: '' },
  rate: { type: 'number', min: -1, max: 10, help: '' },
  title: { type: 'text', help: '' },
  source: { type: 'choice', choices: ['upstox', 'yahoo'], help: '' },
  mood: { type: 'choice', choices: ['calm', 'brisk'], default: 'calm', help: '' },
  symbols: { type: 'list', help: '' },
  interval: { type: 'list', choices: ['1m', '1d'], help: '' },
  date: { type: 'session', help: '' },
  dates: { type: 'sessions', help: '' },
} as const satisfies OptionSpecs;

describe('the reading of options', () => {
  it('gives defaults and absent values where nothing is told', () => {
    expect(readOptions(SPECS, {})).toEqual({ quick: false, keepDays: 30, mood: 'calm' });
  });

  it('gives every type its value', () => {
    const raw = {
      quick: true,
      keepDays: '7',
      depth: '0',
      rate: '-.065',
      title: 'a b',
      source: 'YAHOO',
      mood: 'brisk',
      symbols: ' TCS, INFY ,,TCS',
      interval: '1D,1m',
      date: '2026-11-26',
      dates: '2026-11-26,2026-11-27',
    };
    expect(readOptions(SPECS, raw)).toEqual({
      quick: true,
      keepDays: 7,
      depth: 0,
      rate: -0.065,
      title: 'a b',
      source: 'yahoo',
      mood: 'brisk',
      symbols: ['TCS', 'INFY'],
      interval: ['1d', '1m'],
      date: '2026-11-26',
      dates: ['2026-11-26', '2026-11-27'],
    });
  });

  it.each([
    [{ keepDays: '0' }, '--keep-days: expected a whole number from 1 to 99, found "0"'],
    [{ keepDays: '1e1' }, '--keep-days: expected a whole number from 1 to 99, found "1e1"'],
    [{ rate: '1e0' }, '--rate: expected a number from -1 up to 10, found "1e0"'],
    [{ rate: '10.5' }, '--rate: expected a number from -1 up to 10, found "10.5"'],
    [{ depth: '-1' }, '--depth: expected a whole number of at least 0, found "-1"'],
    [
      { depth: '9'.repeat(20) },
      `--depth: expected a whole number of at least 0, found "${'9'.repeat(20)}"`,
    ],
    [
      { source: 'upstock' },
      '--source: expected one of upstox, yahoo, found "upstock"; did you mean "upstox"?',
    ],
    [{ source: 'q' }, '--source: expected one of upstox, yahoo, found "q"'],
    [{ symbols: ' , ' }, '--symbols: expected a list with commas, found " , "'],
    [{ interval: '1m,2d' }, '--interval: expected one of 1m, 1d, found "2d"; did you mean "1d"?'],
    [{ date: '2026-02-30' }, '--date: expected a date like 2026-11-26, found "2026-02-30"'],
    [{ dates: '2026-01-01,x' }, '--dates: expected a date like 2026-11-26, found "x"'],
  ])('refuses %j and says what was expected', (raw, sentence) => {
    expect(() => readOptions(SPECS, raw)).toThrow(
      expect.objectContaining({ code: 'usage', message: sentence }),
    );
  });

  it('reads every whole number in its range and refuses every other text', () => {
    assert(
      property(oneof(integer({ min: -200, max: 200 }).map(String), string()), (text) => {
        const valid = /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 99;
        const read = () => readOptions(SPECS, { keepDays: text }).keepDays;
        if (valid) expect(read()).toBe(Number(text));
        else expect(read).toThrow(/--keep-days/);
      }),
    );
  });

  it('spells names with hyphens', () => {
    expect(flagName('dailyBackfillDays')).toBe('daily-backfill-days');
  });
});

describe('the sessions asked for', () => {
  const asked = (raw: Record<string, string>) => askedSessions(readOptions(DATE_OPTIONS, raw));

  it('are open on both sides where nothing is told', () => {
    expect(asked({})).toEqual({});
  });

  it('are a range', () => {
    expect(asked({ from: '2026-01-05' })).toEqual({ from: '2026-01-05' });
    expect(asked({ from: '2026-01-05', to: '2026-01-05' })).toEqual({
      from: '2026-01-05',
      to: '2026-01-05',
    });
  });

  it('are one date and a list of others together, whatever their order', () => {
    expect(asked({ date: '2026-01-06', dates: '2026-01-09,2026-01-05' })).toEqual({
      from: '2026-01-05',
      to: '2026-01-09',
      only: new Set(['2026-01-05', '2026-01-06', '2026-01-09']),
    });
  });

  it.each([
    [{ date: '2026-01-05', to: '2026-01-09' }],
    [{ dates: '2026-01-05', from: '2026-01-01' }],
    [{ from: '2026-01-09', to: '2026-01-05' }],
  ])('do not contradict each other as in %j', (raw) => {
    expect(() => asked(raw)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
