import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { verdict } from '../../../src/jobs/daily/verdict.ts';
import type { StepEnd } from '../../../src/kit/chain.ts';

type Word = Extract<StepEnd, { kind: 'ended' }>['outcome'] | 'before' | 'skipped';

/** What a run of one session says: the outcome or the code that it throws, then its warnings. */
function said(words: Readonly<Record<string, Word>>): string[] {
  const ends = new Map(
    Object.entries(words).map(([name, word]): [string, StepEnd] => {
      if (word === 'before') return [name, { kind: 'before' }];
      if (word === 'skipped') return [name, { kind: 'skipped', reason: 'no prices' }];
      return [name, { kind: 'ended', outcome: word, summary: `it was ${word}` }];
    }),
  );
  const warnings: string[] = [];
  try {
    const outcome = verdict([{ session: sessionDate('2026-11-26'), ends }], (one) =>
      warnings.push(one),
    );
    return [outcome.status, ...warnings];
  } catch (error) {
    if (error instanceof Failure) return [`threw ${error.code}`];
    throw error;
  }
}

describe('the truth about a day', () => {
  it.each<[Record<string, Word>, string[]]>([
    [{ eod: 'before', flows: 'before' }, ['noop']],
    [{ eod: 'noop', flows: 'noop' }, ['noop']],
    [{ eod: 'before', flows: 'ok' }, ['ok']],
    [{ eod: 'partial', flows: 'ok' }, ['partial']],
    [{ eod: 'not-yet', flows: 'ok', indicators: 'skipped' }, ['threw not-yet']],
    [{ eod: 'not-yet', flows: 'locked' }, ['threw not-yet']],
    [{ eod: 'late', flows: 'blocked' }, ['threw blocked']],
    [
      { eod: 'late', flows: 'ok', indicators: 'skipped' },
      ['partial', '2026-11-26, eod: it was late'],
    ],
    [
      { eod: 'ok', flows: 'not-yet', indicators: 'bad-data' },
      ['partial', '2026-11-26, flows: it was not-yet', '2026-11-26, indicators: it was bad-data'],
    ],
    [{ eod: 'crashed' }, ['partial', '2026-11-26, eod: it was crashed']],
    [{ eod: 'disk' }, ['threw disk-io']],
    [{ eod: 'before', indicators: 'skipped' }, ['threw not-yet']],
  ])('%j', (words, expected) => {
    expect(said(words)).toEqual(expected);
  });
});
