import SqliteDatabase from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { NONE, candlesIn, differences, gapsIn, integrity, rowsOf } from '../support/kept-rows.ts';
import type { Row } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { EVENING } from '../support/made-up-market.ts';
import { newDesk, runJson, start } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const ASKED = [
  'market-sync',
  '--source',
  'upstox',
  '--symbols',
  'TEAPOT&CO,NEWCOMER',
  '--wait',
  '0',
  '--interval',
  '1m,1d',
  '--from',
  '2026-05-13',
  '--to',
  '2026-05-20',
  '--as-of',
  EVENING,
];
/** Set to repeat what another seed has shown. */
const SEED = Number(process.env['PAPERJOBS_TEST_SEED'] ?? 20_260_520);
const KILLS = 25;
const AT_ONCE = 3;

/** Fractions of 0 to 1 by the seed. @see mulberry32, Tommy Ettinger, 2017 */
function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Kept {
  readonly candles: readonly Row[];
  readonly gaps: readonly Row[];
}

async function checkHealed(desk: Desk, kept: Kept, told: string): Promise<void> {
  expect(integrity(desk.database), told).toBe('ok');
  const next = await runJson(desk, ASKED);
  expect(next, `${told}: ${JSON.stringify(next)}`).toMatchObject({ exitCode: 0 });
  expect(differences(candlesIn(desk.database), kept.candles), told).toEqual(NONE);
  expect(gapsIn(desk.database), told).toEqual(kept.gaps);
  const open = rowsOf(desk.database, "SELECT * FROM job_runs WHERE outcome = 'running'");
  expect(open, `${told}: runs left open`).toEqual([]);
}

describe('a run that is killed', () => {
  it(
    'leaves what the next run makes whole, at whatever instant',
    { timeout: 120_000 },
    async () => {
      const exchange = await loopbackExchange();
      const env = { PAPERJOBS_BASE_URL: exchange.origin };
      const alone = newDesk(env);
      const began = performance.now();
      expect((await runJson(alone, ASKED)).outcome).toBe('ok');
      const tookMs = performance.now() - began;
      const kept = { candles: candlesIn(alone.database), gaps: gapsIn(alone.database) };

      const fraction = fractions(SEED);
      const delays = Array.from({ length: KILLS }, () => 60 + fraction() * tookMs * 1.3);
      let crashed = 0;
      const one = async (delayMs: number): Promise<void> => {
        const desk = newDesk(env);
        const { process, ended } = start(desk, ASKED);
        await sleep(delayMs);
        process.kill('SIGKILL');
        await ended;
        await checkHealed(desk, kept, `seed ${SEED}, killed after ${Math.round(delayMs)} ms`);
        const outcomes = rowsOf(desk.database, 'SELECT outcome FROM job_runs');
        if (outcomes.some(({ outcome }) => outcome === 'crashed')) crashed++;
      };
      while (delays.length > 0) await Promise.all(delays.splice(0, AT_ONCE).map(one));
      expect(crashed, 'kills that struck a run in the middle').toBeGreaterThan(2);
    },
  );
});

describe('a run that is asked to end', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    '%s ends it within seconds with %i, and the next run goes on',
    async (signal, status) => {
      const exchange = await loopbackExchange();
      const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
      const alone = newDesk(desk.env);
      await runJson(alone, ASKED);
      exchange.strike({ kind: 'stall' }, /days\/1/);
      const before = exchange.requests().length;
      const { process, ended } = start(desk, [...ASKED, '--json']);
      while (
        exchange
          .requests()
          .slice(before)
          .every(({ path }) => !path.includes('days/1'))
      ) {
        await sleep(20);
      }
      const began = performance.now();
      process.kill(signal);
      const told = await ended;
      expect(performance.now() - began, 'milliseconds').toBeLessThan(5000);
      expect(told.killedBy, 'it ends by itself').toBeUndefined();
      expect(told.status, told.stderr).toBe(status);
      expect(JSON.parse(told.stdout)).toMatchObject({ outcome: 'stopped', exitCode: status });
      const [row] = rowsOf(desk.database, 'SELECT * FROM job_runs');
      expect(row).toMatchObject({ outcome: 'stopped', exit_code: status });
      expect(candlesIn(desk.database).length, 'what was committed stays').toBeGreaterThan(0);
      exchange.strike({ kind: 'none' });
      const kept = { candles: candlesIn(alone.database), gaps: gapsIn(alone.database) };
      await checkHealed(desk, kept, signal);
    },
  );

  it('hears a signal while it waits for the lock', async () => {
    const exchange = await loopbackExchange();
    exchange.strike({ kind: 'stall' }, /historical-candle/);
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const holder = start(desk, ASKED);
    await exchange.asked(/historical-candle/);
    const waiting = start(desk, [...ASKED, '--wait', '600']);
    await waiting.logged('waiting for');
    const began = performance.now();
    waiting.process.kill('SIGTERM');
    expect((await waiting.ended).status).toBe(143);
    expect(performance.now() - began).toBeLessThan(5000);
    holder.process.kill('SIGKILL');
    await holder.ended;
  });

  it('ends at once at the second signal, whatever it is waiting for', async () => {
    const exchange = await loopbackExchange();
    exchange.strike({ kind: 'stall' }, /historical-candle/);
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const { process, ended } = start(desk, ASKED);
    await exchange.asked(/historical-candle/);
    const other = new SqliteDatabase(desk.database);
    other.exec('BEGIN IMMEDIATE');
    process.kill('SIGTERM');
    const first = await Promise.race([ended, sleep(700, 'still waiting to write')]);
    expect(first).toBe('still waiting to write');
    process.kill('SIGTERM');
    const began = performance.now();
    expect((await ended).killedBy, 'as if nobody had listened').toBe('SIGTERM');
    expect(performance.now() - began, 'milliseconds').toBeLessThan(1000);
    other.close();
    exchange.strike({ kind: 'none' });
    expect((await runJson(desk, ASKED)).outcome).toBe('ok');
    const outcomes = rowsOf(desk.database, 'SELECT outcome FROM job_runs');
    expect(outcomes.map(({ outcome }) => String(outcome)).toSorted()).toEqual(['crashed', 'ok']);
  });
});
