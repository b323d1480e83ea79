import { expect, it } from 'vitest';
import { readRefusal } from '../../../src/sources/upstox/refusal.ts';

function refusal(error: object): unknown {
  return { status: 'error', errors: [error] };
}

it.each([
  [{ error_code: 'UDAPI100011', errorCode: 'UDAPI9', message: 'Invalid Instrument key' }],
  [{ errorCode: 'UDAPI1021', message: 'bad format' }],
  [{ error_code: null, errorCode: 'UDAPI1087', message: null }],
])('%j is an unknown instrument', (error) => {
  expect(readRefusal(refusal(error), 'bars')).toBeUndefined();
});

it.each([
  ['UDAPI100050', 'auth', 'paperjobs auth'],
  ['UDAPI100016', 'auth', 'paperjobs auth'],
  ['UDAPI10005', 'not-yet', 'later'],
  ['UDAPI100500', 'not-yet', 'later'],
  ['UDAPI1148', 'bad-data', 'bug'],
  ['UDAPI100060', 'bad-data', 'bug'],
])('%s is a failure of code %s', (code, failure, advice) => {
  const refused = refusal({ error_code: code, message: 'said so' });
  let caught: unknown;
  try {
    readRefusal(refused, '5m bars of X from A to B');
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ code: failure, detail: { upstoxCode: code } });
  expect(String(caught)).toContain(
    `expected 5m bars of X from A to B from Upstox, found ${code} "said so"`,
  );
  expect(String(caught)).toContain(advice);
});

it('an envelope without errors is refused by its place', () => {
  expect(() => readRefusal({ status: 'error' }, 'bars')).toThrow('at errors, found nothing');
  expect(() => readRefusal({ status: 'error', errors: [] }, 'bars')).toThrow('found no code');
});
