import { describe, expect, it } from 'vitest';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';

describe('backtest as a program', () => {
  it('looks after hits, trades a strategy, and shows both', async () => {
    const desk = newDesk();
    expect((await run(desk, ['market-sync', '--sandbox'])).status).toBe(0);
    const asked = ['--all-history', '--strategies', 'turtle,sma_cross', '--sandbox'];
    expect((await run(desk, ['strategies', ...asked])).status).toBe(0);
    const looked = await run(desk, ['backtest', '--sandbox']);
    expect(looked.status, looked.stderr).toBe(0);
    expect(looked.stdout).toMatch(/^strategy +from +bars +hits +won /);
    const statistics = jsonOf<{ strategy: string; hits: number }[]>(
      await run(desk, ['show', 'backtest', '--sandbox', '--json']),
    );
    expect(statistics.length).toBeGreaterThan(0);
    const rates = jsonOf<Record<string, unknown>[]>(
      await run(desk, [
        'show',
        'backtest',
        '--hits',
        '--from',
        '2026-01-01',
        '--sandbox',
        '--json',
      ]),
    );
    expect(rates[0]).toMatchObject({ basis: 'close', rate_1: expect.any(Number) });
    const words = ['backtest', '--strategy', 'sma_cross', '--from', '2025-06-02', '--sandbox'];
    const told = jsonOf<{ finalPaise: number; trades: unknown[] }>(
      await run(desk, [...words, '--json']),
    );
    expect(told.trades.length).toBeGreaterThan(0);
    const [kept] = jsonOf<{ finalPaise: number }[]>(
      await run(desk, ['show', 'backtest', '--runs', '--sandbox', '--json']),
    );
    expect(kept?.finalPaise).toBe(told.finalPaise);
    const again = await runJson(desk, ['backtest', '--sandbox']);
    expect(again).toMatchObject({ outcome: 'ok', exitCode: 0, counts: { changed: 0 } });
  });
});
