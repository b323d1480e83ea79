import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { candlesIn, integrity, rowsOf } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { EVENING } from '../support/made-up-market.ts';
import { newDesk, runJson, start } from '../support/program.ts';

const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
/** @see faketime(1); the package is `faketime` */
const FAKE_TIME_LIBRARY = `/usr/lib/${MACHINE}-linux-gnu/faketime/libfaketime.so.1`;

describe('a clock that jumps during a run', () => {
  it.each(['-2h', '-400d', '+3d', '+400d'])('by %s leaves a ledger that is true', async (jump) => {
    expect(existsSync(FAKE_TIME_LIBRARY), 'the package faketime is installed').toBe(true);
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const clock = join(desk.home, 'clock');
    writeFileSync(clock, '+0');
    const env = {
      LD_PRELOAD: FAKE_TIME_LIBRARY,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      // The kernel never sets the monotonic clock.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    };
    const bytes = Buffer.from('<html>429');
    const body = { status: 429, contentType: 'text/html', bytes };
    exchange.strike({ kind: 'answer', body, retryAfter: '2' }, /historical-candle/, 1);
    const asked = [
      'market-sync',
      '--source',
      'upstox',
      '--symbols',
      'TEAPOT&CO',
      '--interval',
      '5m,1d',
      '--dates',
      '2025-05-14,2025-05-15',
      '--as-of',
      '2025-05-16T20:00',
      '--json',
    ];
    const first = start(desk, asked, { env });
    await exchange.asked(/historical-candle/);
    writeFileSync(clock, jump);
    const told = await first.ended;
    expect(told.status, `${told.stdout}${told.stderr}`).toBe(0);
    expect(integrity(desk.database)).toBe('ok');
    const [row] = rowsOf(desk.database, 'SELECT * FROM job_runs');
    expect(row).toMatchObject({ outcome: 'ok', exit_code: 0 });
    const durationMs = Number(row?.['duration_ms']);
    expect(durationMs, 'by the clock that nobody sets').toBeGreaterThan(1500);
    expect(durationMs).toBeLessThan(20_000);
    const kept = candlesIn(desk.database);
    expect(kept.length, 'both sessions').toBe(2 * 75 + 2);

    const began = performance.now();
    const next = await runJson(desk, asked.slice(0, -1), { env });
    expect(next, JSON.stringify(next)).toMatchObject({ exitCode: 0 });
    expect(performance.now() - began, 'no waiting for stamps of the future').toBeLessThan(10_000);
    expect(candlesIn(desk.database)).toEqual(kept);
  });
});

describe('a machine without a network', () => {
  it('ends with 75, and the run stands in the ledger', async () => {
    const desk = newDesk({ PAPERJOBS_HTTP_RETRIES: '0' });
    const asked = ['market-sync', '--interval', '1d', '--as-of', EVENING];
    const told = await runJson(desk, asked, { under: ['unshare', '--net'] });
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'not-yet', exitCode: 75 });
    expect(rowsOf(desk.database, 'SELECT outcome, exit_code FROM job_runs')).toEqual([
      { outcome: 'not-yet', exit_code: 75 },
    ]);
    expect(integrity(desk.database)).toBe('ok');
  });
});
