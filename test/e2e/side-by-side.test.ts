import { describe, expect, it } from 'vitest';
import { NONE, candlesIn, differences, gapsIn, integrity, rowsOf } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { EVENING } from '../support/made-up-market.ts';
import { newDesk, run, runJson, start } from '../support/program.ts';

const UPSTOX_WINDOWS = [
  { seconds: 1, requests: 25 },
  { seconds: 60, requests: 400 },
] as const;

const LATE = 'LATE-ONE,LATE-TWO,LATE-THREE,LATE-FOUR';
/** Some seventy requests: more than a second's window holds. */
const ASKED = [
  'market-sync',
  '--source',
  'upstox',
  '--interval',
  '15m',
  '--symbols',
  LATE,
  '--from',
  '2025-01-01',
  '--to',
  '2026-05-20',
  '--as-of',
  EVENING,
  '--wait',
  '120',
];

/** The most requests that were booked within a stretch of that length. */
function mostWithin(stampsMs: readonly number[], seconds: number): number {
  const counts = stampsMs.map(
    (from) => stampsMs.filter((at) => from <= at && at < from + seconds * 1000).length,
  );
  return Math.max(0, ...counts);
}

describe('eight runs at once', () => {
  it(
    'all end well, with the rows of one run and within the windows',
    { timeout: 90_000 },
    async () => {
      const exchange = await loopbackExchange();
      const alone = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
      expect((await runJson(alone, ASKED)).outcome).toBe('ok');
      const before = exchange.requests().length;

      const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
      const runs = await Promise.all(Array.from({ length: 8 }, () => runJson(desk, ASKED)));
      expect(runs.map(({ outcome }) => outcome).toSorted(), JSON.stringify(runs.at(-1))).toEqual([
        ...Array.from({ length: 7 }, () => 'noop'),
        'ok',
      ]);
      expect(differences(candlesIn(desk.database), candlesIn(alone.database))).toEqual(NONE);
      expect(gapsIn(desk.database)).toEqual(gapsIn(alone.database));
      expect(integrity(desk.database)).toBe('ok');
      const asked = exchange.requests().length - before;
      expect(asked, 'requests of all eight, against those of one').toBe(before);

      const booked = rowsOf(desk.database, "SELECT * FROM source_requests WHERE source = 'upstox'");
      const stampsMs = booked.flatMap(({ at_ms: at, requests }) =>
        Array.from({ length: Number(requests) }, () => Number(at)),
      );
      expect(stampsMs.length, 'no request that was not booked').toBe(asked - 1);
      for (const { seconds, requests } of UPSTOX_WINDOWS) {
        expect(mostWithin(stampsMs, seconds), `requests in ${seconds} s`).toBeLessThanOrEqual(
          requests,
        );
      }
      const open = rowsOf(desk.database, 'SELECT * FROM job_runs WHERE ended_at IS NULL');
      expect(open).toEqual([]);
    },
  );
});

describe('while market-sync is running', () => {
  const NOON = ['--as-of', '2026-05-20T12:00', '--symbols', 'TEAPOT&CO', '--source', 'upstox'];
  const MAY = ['--from', '2026-05-11'];

  it('a second one that does not wait ends with 11 and names the first; quotes runs', async () => {
    const exchange = await loopbackExchange();
    exchange.strike({ kind: 'stall' }, /days\/1/);
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const first = start(desk, ['market-sync', ...NOON, ...MAY, '--interval', '1d']);
    await exchange.asked(/days\/1/);

    const second = await runJson(desk, ['market-sync', ...NOON, ...MAY, '--wait', '0']);
    expect(second).toMatchObject({ outcome: 'locked', exitCode: 11 });
    expect(second.error?.message).toContain(`market-sync (process ${first.process.pid})`);
    const quotes = await runJson(desk, ['quotes', ...NOON, '--wait', '0']);
    expect(quotes, JSON.stringify(quotes)).toMatchObject({ outcome: 'ok', counts: { quotes: 1 } });
    const [last] = rowsOf(desk.database, 'SELECT max(start) AS start FROM candles_1m');
    const noon = Date.parse('2026-05-20T12:00:00+05:30') / 1000;
    expect(Number(last?.['start']), 'closed bars only').toBeLessThanOrEqual(noon - 60);
    const shown = await run(desk, ['why', 'market-sync']);
    expect(shown.stdout, 'reading waits for nobody').toContain(`as process ${first.process.pid}`);

    first.process.kill('SIGTERM');
    expect((await first.ended).status).toBe(143);
    exchange.strike({ kind: 'none' });
    const third = await runJson(desk, ['market-sync', ...NOON, ...MAY, '--wait', '0']);
    expect(third, JSON.stringify(third)).toMatchObject({ outcome: 'ok', exitCode: 0 });
  });
});
