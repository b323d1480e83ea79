import { expect, it } from 'vitest';
import type { Secrets } from '../../src/config/secrets.ts';
import { liveSources, upstoxToken } from '../../src/wiring/live-sources.ts';
import { scriptedHttp } from '../support/scripted-http.ts';

/** Secrets that remember what they were asked. */
function remembering(): { secrets: Secrets; asked: string[] } {
  const asked: string[] = [];
  const secrets: Secrets = {
    async secret(key) {
      asked.push(key);
      return 'real';
    },
    origin: async () => undefined,
    found: () => [],
  };
  return { secrets, asked };
}

it('the token is looked up when it is first needed, and never in the sandbox', async () => {
  const { secrets, asked } = remembering();
  const token = upstoxToken({ secrets });
  expect(asked).toEqual([]);
  expect(await token()).toBe('real');
  expect(asked).toEqual(['sources.upstox.token']);
  const sandbox = {} as NonNullable<Parameters<typeof upstoxToken>[0]['sandbox']>;
  expect(await upstoxToken({ secrets, sandbox })()).toBe('sandbox');
  expect(asked).toHaveLength(1);
});

it('sources that have everything in one request come before those that are asked one by one', () => {
  const { quotes, options } = liveSources({
    http: scriptedHttp([]),
    token: async () => undefined,
    upstoxOrigin: 'https://u.invalid',
    nseSiteOrigin: 'https://s.invalid',
    yahooOrigin: 'https://y.invalid',
  });
  expect(quotes.map(({ name }) => name)).toEqual(['upstox', 'nse', 'nse', 'yahoo']);
  expect(quotes.map(({ offers }) => offers.batch > 1)).toEqual([true, true, false, false]);
  expect(options.map(({ name }) => name)).toEqual(['upstox', 'nse']);
});
