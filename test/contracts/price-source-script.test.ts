import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { createYahoo } from '../../src/sources/yahoo/yahoo.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { uncheckedHttp } from '../support/scripted-http.ts';

const ask = {
  listing: { exchange: 'XNSE', symbol: 'TEAPOT&CO', sourceKeys: {} },
  from: sessionDate('2026-05-18'),
  to: sessionDate('2026-05-20'),
} as const;

it('fails a test whose request is in no script, with an error that is no Failure', async () => {
  const http = uncheckedHttp([]);
  const error: unknown = await createYahoo({ http, origin: 'https://yahoo.invalid' })
    .daily(ask)
    .catch((reason: unknown) => reason);
  expect(error).not.toBeInstanceOf(Failure);
  expect(() => http.verify()).toThrow('unmatched requests: https://yahoo.invalid/v8');
});

it('fails a test that leaves an answer unused', () => {
  const http = uncheckedHttp([{ url: /never-asked/, body: '' }]);
  expect(() => http.verify()).toThrow('unused answers: /never-asked/');
});

it('passes a test whose requests and answers fit', async () => {
  const notFound = { chart: { result: null, error: { code: 'Not Found', description: 'none' } } };
  const http = uncheckedHttp([{ url: /chart/, status: 404, body: notFound }]);
  expect(await createYahoo({ http, origin: 'https://yahoo.invalid' }).daily(ask)).toBeUndefined();
  expect(() => http.verify()).not.toThrow();
});
