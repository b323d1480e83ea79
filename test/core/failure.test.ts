import { describe, expect, test } from 'vitest';
import { FAILURE_CODES, Failure, mostTelling } from '../../src/core/failure.ts';
import type { FailureCode } from '../../src/core/failure.ts';

const failures = (...codes: readonly FailureCode[]): Failure[] =>
  codes.map((code, place) => new Failure(code, `${code} ${place}`));

describe('Failure', () => {
  test('carries code, sentence, facts and cause', () => {
    const cause = new Error('socket closed');
    const failure = new Failure('not-yet', 'nse timed out', { detail: { seconds: 30 }, cause });
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({
      name: 'Failure',
      code: 'not-yet',
      detail: { seconds: 30 },
      cause,
    });
    expect(String(failure)).toBe('Failure: nse timed out');
  });

  test('has no cause and no facts unless told', () => {
    const failure = new Failure('usage', 'wrong');
    expect(failure.detail).toEqual({});
    expect('cause' in failure).toBe(false);
  });
});

describe('mostTelling', () => {
  test('is absent for no failures', () => {
    expect(mostTelling([])).toBeUndefined();
  });

  test('is the first one with the code that most ended with', () => {
    const found = mostTelling(failures('auth', 'not-yet', 'bad-data', 'not-yet'));
    expect(found?.message).toBe('not-yet 1');
  });

  test.each([
    [['not-yet', 'bad-data'], 'bad-data'],
    [['late', 'blocked'], 'blocked'],
    [['blocked', 'auth'], 'auth'],
    [['auth', 'config'], 'config'],
    [['config', 'disk-io'], 'disk-io'],
    [['disk-io', 'stopped'], 'stopped'],
    [['not-yet', 'locked'], 'locked'],
  ] as const)('is among %j the one that most needs a person: %s', (codes, telling) => {
    expect(mostTelling(failures(...codes))?.code).toBe(telling);
    expect(mostTelling(failures(...codes.toReversed()))?.code).toBe(telling);
  });

  test('weighs every code there is', () => {
    for (const code of FAILURE_CODES) {
      if (code === 'not-yet') continue;
      expect(mostTelling(failures('not-yet', code))?.code, code).toBe(code);
    }
  });

  test('leaves the list as it was', () => {
    const list = failures('not-yet', 'auth');
    mostTelling(list);
    expect(list.map(({ code }) => code)).toEqual(['not-yet', 'auth']);
  });
});
