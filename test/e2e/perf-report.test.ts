import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';

describe('perf --equity', () => {
  const desk = newDesk();
  const equity = join(desk.home, 'equity.csv');
  writeFileSync(
    equity,
    'date,equity\n2026-01-01,100000\n2026-01-02,95000\n2026-01-05,90000\n2026-01-06,110000\n',
  );

  it('prints the figures, undefined ones as null, and makes no database', async () => {
    const told = await run(desk, ['perf', '--equity', equity, '--json']);
    expect(told.status, told.stderr).toBe(0);
    const figures = jsonOf<Record<string, unknown>>(told);
    expect(figures).toMatchObject({ from: '2026-01-01', returns: 3, alpha: null, beta: null });
    expect(figures['maxDrawdown']).toBeCloseTo(-0.1, 12);
    expect(figures['drawdown']).toMatchObject({
      peak: '2026-01-01',
      trough: '2026-01-05',
      recovery: '2026-01-06',
    });
    const spoken = await run(desk, ['perf', '--equity', equity, '--risk-free', '0']);
    expect(spoken.stdout).toMatch(/^perf: ok: 2026-01-01 to 2026-01-06: return 10\.00 %, a year /);
    expect(() => statSync(desk.database)).toThrow('ENOENT');
  });

  it('names the line that it cannot read, and a file that is not there', async () => {
    writeFileSync(join(desk.home, 'bad.csv'), 'date,equity\n2026-01-01,100\n2026-01-02,much\n');
    const bad = await run(desk, ['perf', '--equity', join(desk.home, 'bad.csv')]);
    expect([bad.status, bad.stderr]).toEqual([65, expect.stringContaining('line 3')]);
    expect((await run(desk, ['perf', '--equity', '/nowhere.csv'])).status).toBe(64);
  });
});

describe('perf and report on the sandbox', () => {
  const desk = newDesk();
  const at = ['--sandbox', '--as-of', '2026-05-29T22:00'];

  it('say what is lacking while there is no account, and tell of it once there is one', async () => {
    expect(await runJson(desk, ['perf', ...at])).toMatchObject({ outcome: 'noop' });
    const opening = ['--deposit', '100000', '--sandbox', '--as-of', '2026-05-27T10:00'];
    const made = await run(desk, ['account', 'create', 'main', ...opening]);
    expect(made.status, made.stderr).toBe(0);
    await runJson(desk, ['eod', '--from', '2026-05-26', '--to', '2026-05-29', ...at]);
    expect(await runJson(desk, ['perf', ...at])).toMatchObject({
      outcome: 'ok',
      counts: { accounts: 1, sessions: 3, summaries: 3, provisional: 0 },
    });
    expect(await runJson(desk, ['perf', ...at])).toMatchObject({ outcome: 'noop' });
    const rows = rowsOf(
      desk.sandboxDatabase,
      'SELECT session, value_paise, day_return, benchmark_return IS NOT NULL AS compared FROM daily_performance',
    );
    expect(rows).toEqual(
      ['2026-05-27', '2026-05-28', '2026-05-29'].map((session) => ({
        session,
        value_paise: 10_000_000,
        day_return: 0,
        compared: 1,
      })),
    );
  });

  it('the page is kept, written and sent to the sandbox’s own telephone', async () => {
    const file = join(desk.home, 'week.html');
    const told = await runJson(desk, ['report', '--weekly', '--html', file, ...at]);
    expect(told).toMatchObject({ outcome: 'ok', counts: { accounts: 1 } });
    const kept = join(desk.sandboxDatabase, '..', 'reports', 'weekly-2026-05-29.html');
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(kept, 'utf8'));
    expect(readFileSync(kept, 'utf8')).toContain('(SANDBOX)');
    expect((statSync(kept).mode & 0o777).toString(8)).toBe('600');
    const sent = rowsOf(
      desk.sandboxDatabase,
      "SELECT title, state FROM notifications WHERE topic = 'report'",
    );
    expect(sent).toEqual([{ title: 'Week 2026-05-25 to 2026-05-29 (SANDBOX)', state: 'sent' }]);
    const text = await run(desk, ['report', '--text', ...at]);
    expect(text.stdout).toMatch(/^Day 2026-05-29 \(SANDBOX\)\nmain: ₹1,00,000\.00/);
  });
});
