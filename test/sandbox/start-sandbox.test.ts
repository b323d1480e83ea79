import { afterEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../src/core/market/instant.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { asking, closeAll } from './asking.ts';
import { at, security } from './moments.ts';

afterEach(closeAll);

const NOW = '2026-11-25T15:20';
const KEY = encodeURIComponent(security('PAPERTIGER').upstoxKey);

describe('startSandbox', () => {
  test('gives two starts of one seed the same bytes', async () => {
    const paths = [
      '/content/equities/EQUITY_L.csv',
      '/content/cm/BhavCopy_NSE_CM_0_0_0_20261124_F_0000.csv.zip',
      `/v3/historical-candle/intraday/${KEY}/minutes/5`,
      '/v8/finance/chart/PAPERTIGER.NS?range=1mo',
    ];
    const [one, two] = await Promise.all([asking(NOW), asking(NOW)]);
    for (const path of paths) {
      expect((await one.ask(path)).bytes.equals((await two.ask(path)).bytes), path).toBe(true);
    }
  });

  test('follows its clock: a file comes out, a bar is added', async () => {
    let now: Instant = at('2026-11-25T18:00');
    const sandbox = await startSandbox({ seed: 42, now: () => now });
    const status = async () =>
      (await fetch(`${sandbox.origin}/products/content/sec_bhavdata_full_25112026.csv`)).status;
    expect(await status()).toBe(404);
    now = at('2026-11-25T18:30');
    expect(await status()).toBe(200);
    await sandbox.close();
  });

  test('listens on loopback and remembers what it was asked', async () => {
    const { sandbox, ask } = await asking(NOW);
    expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await ask('/nowhere?at=all')).status).toBe(404);
    await ask('/');
    expect(sandbox.requests()).toMatchObject([
      { method: 'GET', path: '/nowhere?at=all', status: 404 },
      { method: 'GET', path: '/', status: 200 },
    ]);
    expect(sandbox.requests().every(({ atMs }) => Number.isInteger(atMs) && atMs >= 0)).toBe(true);
  });

  test('says "not modified" to who has the data already', async () => {
    const { ask } = await asking(NOW);
    const first = await ask('/content/equities/EQUITY_L.csv');
    const again = await ask('/content/equities/EQUITY_L.csv', {
      'if-none-match': first.headers.get('etag') ?? '',
    });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await ask('/content/equities/EQUITY_L.csv', { 'if-none-match': '"other"' });
    expect([other.status, other.text]).toEqual([200, first.text]);
  });

  test('takes nothing but GET and HEAD', async () => {
    const { sandbox } = await asking(NOW);
    const head = await fetch(`${sandbox.origin}/content/equities/EQUITY_L.csv`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(`${sandbox.origin}/`, { method: 'POST', body: 'order' })).status).toBe(405);
  });

  test('closes at once, twice as well as once, and then refuses connections', async () => {
    const { sandbox, ask } = await asking(NOW);
    await ask('/');
    const startedMs = performance.now();
    await Promise.all([sandbox.close(), sandbox.close()]);
    expect(performance.now() - startedMs).toBeLessThan(500);
    await expect(fetch(sandbox.origin)).rejects.toThrow();
  });
});
