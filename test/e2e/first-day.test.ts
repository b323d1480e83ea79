import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candlesIn, gapsIn, integrity, marketTables, rowsOf } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';

describe('the first runs on an empty home', () => {
  const desk = newDesk();

  it('market-sync fills an empty database from the sandbox', async () => {
    const told = await runJson(desk, ['market-sync', '--sandbox']);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0, sandbox: true });
    const candles = candlesIn(desk.sandboxDatabase);
    expect(told.counts['changed'], 'rows told and rows kept').toBe(candles.length);
    const intervals = new Set(candles.map(({ interval }) => interval));
    expect([...intervals], 'every length of candle').toEqual(['1m', '5m', '15m', '1d']);
    expect(gapsIn(desk.sandboxDatabase).filter(({ state }) => state === 'open')).toEqual([]);
    expect(integrity(desk.sandboxDatabase)).toBe('ok');
    expect(existsSync(desk.database), 'sandbox rows stay away from the real database').toBe(false);
  });

  it('a second run changes no row', async () => {
    const before = marketTables(desk.sandboxDatabase);
    const told = await runJson(desk, ['market-sync', '--sandbox']);
    expect(told.outcome).toBe('noop');
    expect(told.counts['requests'], 'nothing is asked for either').toBe(0);
    expect(marketTables(desk.sandboxDatabase)).toEqual(before);
  });

  it('quotes keeps the last price of every symbol, none older than its newest candle', async () => {
    const told = await runJson(desk, ['quotes', '--sandbox']);
    expect(told, JSON.stringify(told)).toMatchObject({ exitCode: 0, counts: { quotes: 5 } });
    const wrong = rowsOf(
      desk.sandboxDatabase,
      `SELECT * FROM quotes q WHERE quoted_at < (SELECT max(start) + 60 FROM candles_1m c
        WHERE c.listing_id = q.listing_id)`,
    );
    expect(wrong).toEqual([]);
    expect(rowsOf(desk.sandboxDatabase, 'SELECT * FROM quotes')).toHaveLength(5);
  });

  it('every run stands closed in the ledger, under the status that it ended with', () => {
    const runs = rowsOf(desk.sandboxDatabase, 'SELECT * FROM job_runs WHERE exit_code = 0');
    expect(runs.map((one) => `${String(one['job'])} ${String(one['outcome'])}`).toSorted()).toEqual(
      ['market-sync noop', 'market-sync ok', 'quotes noop'],
    );
  });

  it('files are readable by their owner only', async () => {
    const { stat } = await import('node:fs/promises');
    const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
    expect(await mode(desk.sandboxDatabase)).toBe(0o600);
    expect(await mode(desk.dataDir)).toBe(0o700);
  });

  it('says in words what it did, and that it was the sandbox', async () => {
    const { status, stdout } = await run(desk, ['market-sync', '--sandbox']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^SANDBOX market-sync: noop: nothing missing for 5 symbols .*\n$/);
  });

  it('prints no final line with --quiet', async () => {
    const { status, stdout, stderr } = await run(desk, ['market-sync', '--sandbox', '-q']);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('a job that is switched off', () => {
  const desk = newDesk();

  it('ends disabled, runs with --force, and runs again when it is switched on', async () => {
    const off = await run(desk, ['disable', 'market-sync', '--sandbox', '--json']);
    expect(jsonOf(off)).toEqual({ job: 'market-sync', enabled: false, until: null });
    const refused = await runJson(desk, ['market-sync', '--sandbox']);
    expect(refused).toMatchObject({ outcome: 'disabled', exitCode: 0 });
    expect(refused.summary).toContain('paperjobs enable market-sync');
    expect(candlesIn(desk.sandboxDatabase)).toEqual([]);
    const forced = await runJson(desk, ['market-sync', '--sandbox', '--force', '--interval', '1d']);
    expect(forced.outcome).toBe('ok');
    const on = await run(desk, ['enable', 'market-sync', '--sandbox']);
    expect(on.stdout).toBe('market-sync is switched on\n');
    expect((await runJson(desk, ['market-sync', '--sandbox'])).outcome).toBe('ok');
  });
});

describe('--dry-run', () => {
  it('makes no file where there is none', async () => {
    const desk = newDesk();
    const told = await runJson(desk, ['market-sync', '--sandbox', '--dry-run']);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0, dryRun: true });
    expect(told.counts['discardedRows'], 'it tells what it would keep').toBeGreaterThan(1000);
    expect(existsSync(desk.dataDir), 'the data folder').toBe(false);
  });

  it('keeps no row, no run and no list in a database that is there', async () => {
    const desk = newDesk();
    await runJson(desk, [
      'market-sync',
      '--sandbox',
      '--interval',
      '1d',
      '--symbols',
      'PAPERTIGER',
    ]);
    const tables = marketTables(desk.sandboxDatabase);
    const ledger = 'SELECT * FROM job_runs';
    const runs = rowsOf(desk.sandboxDatabase, ledger);
    const told = await runJson(desk, ['market-sync', '--sandbox', '--dry-run']);
    expect(told.counts['changed'], 'what it would change').toBeGreaterThan(1000);
    expect(marketTables(desk.sandboxDatabase)).toEqual(tables);
    expect(rowsOf(desk.sandboxDatabase, ledger)).toEqual(runs);
    expect(rowsOf(desk.sandboxDatabase, 'SELECT * FROM sync_history')).toHaveLength(1);
  });
});

describe('--as-of', () => {
  it('sees nothing later than the moment', async () => {
    const desk = newDesk();
    const asOf = '2026-03-11T11:02';
    const told = await runJson(desk, ['market-sync', '--sandbox', '--as-of', asOf]);
    expect(told).toMatchObject({ outcome: 'ok', asOf: '2026-03-11T11:02:00+05:30' });
    const end = Date.parse('2026-03-11T11:02:00+05:30') / 1000;
    const minutes = { '1m': 1, '5m': 5, '15m': 15 } as const;
    for (const [interval, length] of Object.entries(minutes)) {
      const [row] = rowsOf(
        desk.sandboxDatabase,
        `SELECT max(start) AS last FROM candles_${interval}`,
      );
      const closed = Number(row?.['last']) + length * 60;
      expect(closed, `end of the last ${interval} candle`).toBeLessThanOrEqual(end);
      expect(closed, `${interval} candles reach the moment`).toBeGreaterThan(end - length * 120);
    }
    const [daily] = rowsOf(desk.sandboxDatabase, 'SELECT max(session) AS last FROM candles_1d');
    expect(daily?.['last'], 'the running session has no daily candle yet').toBe('2026-03-10');
  });

  it('refuses the future', async () => {
    const told = await runJson(newDesk(), ['market-sync', '--sandbox', '--as-of', '2098-01-04']);
    expect(told).toMatchObject({ exitCode: 64, outcome: 'usage' });
    expect(told.error?.message).toContain('2098-01-04');
  });
});
