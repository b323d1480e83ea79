import { describe, expect, it } from 'vitest';
import {
  NONE,
  candlesIn,
  letADayPass,
  differences,
  gapsIn,
  integrity,
  rowsOf,
} from '../support/kept-rows.ts';
import type { Row } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import type { Fault, LoopbackExchange } from '../support/loopback-exchange.ts';
import { EVENING } from '../support/made-up-market.ts';
import { newDesk, runJson } from '../support/program.ts';
import type { Desk, RunObject } from '../support/program.ts';

const WEEK = ['--from', '2026-05-13', '--to', '2026-05-20', '--as-of', EVENING];
const TWO = ['--symbols', 'TEAPOT&CO,KITE-MILLS', '--interval', '5m,1d'];
const UPSTOX = ['market-sync', ...WEEK, ...TWO, '--source', 'upstox'];
const NSE = [
  'market-sync',
  '--dates',
  '2026-05-19,2026-05-20',
  '--as-of',
  EVENING,
  '--symbols',
  'TEAPOT&CO',
  '--source',
  'nse',
];
/** No waiting for retries: what they do is tested where time is a value. */
const AT_ONCE = { PAPERJOBS_HTTP_RETRIES: '0' };

function page(status: number, title: string, retryAfter?: string): Fault {
  const bytes = Buffer.from(`<html><head><title>${title}</title></head><body></body></html>`);
  const body = { status, contentType: 'text/html', bytes };
  return { kind: 'answer', body, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

const spoil = (spoiling: Extract<Fault, { kind: 'spoil' }>['spoiling']): Fault => ({
  kind: 'spoil',
  spoiling,
});

/** What an undisturbed run keeps, by the words that it was asked with. */
const undisturbed = new Map<readonly string[], { candles: Row[]; gaps: Row[] }>();

async function undisturbedRun(asked: readonly string[], exchange: LoopbackExchange): Promise<void> {
  const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
  const told = await runJson(desk, asked);
  expect(told, JSON.stringify(told)).toMatchObject({ exitCode: 0 });
  undisturbed.set(asked, { candles: candlesIn(desk.database), gaps: gapsIn(desk.database) });
}

/** The run after the fault is over, a day later: it must end as an undisturbed one. */
async function heals(desk: Desk, asked: readonly string[], exchange: LoopbackExchange) {
  expect(integrity(desk.database)).toBe('ok');
  const kept = undisturbed.get(asked);
  const { strange } = differences(candlesIn(desk.database), kept?.candles ?? []);
  expect(strange, 'rows that no undisturbed run keeps').toEqual([]);
  exchange.strike({ kind: 'none' });
  letADayPass(desk.database);
  const told = await runJson(desk, asked);
  expect(told, JSON.stringify(told)).toMatchObject({ exitCode: 0 });
  expect(differences(candlesIn(desk.database), kept?.candles ?? [])).toEqual(NONE);
  expect(gapsIn(desk.database)).toEqual(kept?.gaps);
  const open = rowsOf(desk.database, "SELECT * FROM job_runs WHERE outcome = 'running'");
  expect(open, 'runs left open').toEqual([]);
}

/** Strikes every request of a first run. */
async function struckRun(
  asked: readonly string[],
  fault: Fault,
  env: Readonly<Record<string, string>> = AT_ONCE,
): Promise<{ told: RunObject; desk: Desk; exchange: LoopbackExchange }> {
  const exchange = await loopbackExchange();
  if (!undisturbed.has(asked)) await undisturbedRun(asked, exchange);
  const desk = newDesk({ ...env, PAPERJOBS_BASE_URL: exchange.origin });
  exchange.strike(fault);
  return { told: await runJson(desk, asked), desk, exchange };
}

describe.concurrent('a fault of every request', () => {
  const faults: readonly (readonly [string, readonly string[], Fault, number, string])[] = [
    ['429 for hours', UPSTOX, page(429, 'Too Many', '9999'), 75, 'not-yet'],
    ['403 as a page', UPSTOX, page(403, 'Access Denied'), 69, 'blocked'],
    ['500', UPSTOX, page(500, 'Internal Server Error'), 75, 'not-yet'],
    ['503', NSE, page(503, 'Service Unavailable'), 75, 'not-yet'],
    ['a body cut short', UPSTOX, { kind: 'truncate' }, 75, 'not-yet'],
    ['a body cut short, of NSE', NSE, { kind: 'truncate' }, 75, 'not-yet'],
    ['a page in place of data', UPSTOX, page(200, 'Notice'), 65, 'bad-data'],
    ['a page in place of data, of NSE', NSE, page(200, 'Notice'), 65, 'bad-data'],
    ['a renamed key', UPSTOX, spoil({ renamed: true }), 65, 'bad-data'],
    ['a renamed column', NSE, spoil({ renamed: true }), 65, 'bad-data'],
    ['nothing but impossible rows', UPSTOX, spoil({ impossible: 'all' }), 65, 'bad-data'],
    ['nothing but impossible rows, of NSE', NSE, spoil({ impossible: 'all' }), 65, 'bad-data'],
  ];

  it.each(faults)('%s: %#', async (_, asked, fault, status, outcome) => {
    const { told, desk, exchange } = await struckRun(asked, fault);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome, exitCode: status });
    expect(candlesIn(desk.database), 'nothing is kept of it').toEqual([]);
    await heals(desk, asked, exchange);
  });

  it('a refused connection', async () => {
    const exchange = await loopbackExchange();
    await undisturbedRun(UPSTOX, exchange);
    const { origin } = exchange;
    await exchange.close();
    const desk = newDesk({ ...AT_ONCE, PAPERJOBS_BASE_URL: origin });
    const told = await runJson(desk, UPSTOX);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'not-yet', exitCode: 75 });
    expect(integrity(desk.database)).toBe('ok');
    expect(candlesIn(desk.database)).toEqual([]);
  });

  it('silence ends within the time limit of the source', { timeout: 60_000 }, async () => {
    const exchange = await loopbackExchange();
    await undisturbedRun(UPSTOX, exchange);
    const desk = newDesk({ ...AT_ONCE, PAPERJOBS_BASE_URL: exchange.origin });
    exchange.strike({ kind: 'stall' }, /historical-candle/);
    const began = Date.now();
    const told = await runJson(desk, [...UPSTOX, '--interval', '1d']);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'not-yet', exitCode: 75 });
    expect(Date.now() - began, 'milliseconds').toBeLessThan(25_000);
    await heals(desk, UPSTOX, exchange);
  });
});

describe.concurrent('a fault that passes', () => {
  it('waits out a 429 with Retry-After 1 and answers in the same run', async () => {
    const exchange = await loopbackExchange();
    await undisturbedRun(UPSTOX, exchange);
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    exchange.strike(page(429, 'Too Many Requests', '1'), /historical-candle/, 1);
    const told = await runJson(desk, UPSTOX);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0 });
    await heals(desk, UPSTOX, exchange);
  });

  it('asks again after a 500 and a cut body', async () => {
    const exchange = await loopbackExchange();
    await undisturbedRun(NSE, exchange);
    for (const fault of [page(500, 'Oops'), { kind: 'truncate' } as const]) {
      const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
      exchange.strike(fault, /BhavCopy/, 1);
      const told = await runJson(desk, NSE);
      expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0 });
      await heals(desk, NSE, exchange);
    }
  });

  it('refuses and counts one impossible row and keeps the others', async () => {
    const exchange = await loopbackExchange();
    await undisturbedRun(UPSTOX, exchange);
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    exchange.strike(spoil({ impossible: 'one' }), /days\/1/);
    const told = await runJson(desk, UPSTOX);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'partial', exitCode: 3 });
    expect(told.counts['refused'], 'one of each symbol').toBe(2);
    const all = undisturbed.get(UPSTOX)?.candles.length ?? 0;
    expect(candlesIn(desk.database)).toHaveLength(all - 2);
    const openGaps = gapsIn(desk.database).filter(({ state }) => state === 'open');
    expect(openGaps, 'the holes are told').toHaveLength(2);
  });

  it('goes to the next source where the first one fails, and says which answered', async () => {
    const exchange = await loopbackExchange();
    exchange.strike(page(500, 'Internal Server Error'), /^\/v3\//);
    const desk = newDesk({ ...AT_ONCE, PAPERJOBS_BASE_URL: exchange.origin });
    const asked = ['market-sync', ...WEEK, '--symbols', 'TEAPOT&CO', '--interval', '1d'];
    const told = await runJson(desk, asked);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0 });
    expect(new Set(candlesIn(desk.database).map(({ source }) => source))).toEqual(
      new Set(['yahoo']),
    );
    const [history] = rowsOf(desk.database, 'SELECT * FROM sync_history');
    expect(history).toMatchObject({ source: 'yahoo', status: 'SUCCESS' });
  });
});
