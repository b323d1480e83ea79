import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';

type Row = Readonly<Record<string, string | number | null>>;

describe('indicators on the sandbox', () => {
  it('computes what market-sync has kept, once, and shows it', async () => {
    const desk = newDesk();
    const sandbox = ['--sandbox'];
    const filled = await run(desk, ['market-sync', '--interval', '1d', ...sandbox]);
    expect(filled.status, filled.stderr).toBe(0);
    const first = await runJson(desk, ['indicators', ...sandbox]);
    expect(first).toMatchObject({ outcome: 'ok' });
    expect(first.counts['changed']).toBe(first.counts['rows']);
    const again = await runJson(desk, ['indicators', ...sandbox]);
    expect(again).toMatchObject({ outcome: 'ok', counts: { changed: 0 } });
    const [kept] = rowsOf(desk.sandboxDatabase, 'SELECT count(*) AS count FROM indicators');
    expect(kept?.['count']).toBe(first.counts['rows']);

    const words = ['indicators', '--symbols', 'PAPERTIGER', '--json', ...sandbox];
    const [printed, ...more] = jsonOf<Row[]>(await run(desk, words));
    expect(more).toEqual([]);
    expect(printed).toMatchObject({ symbol: 'PAPERTIGER' });
    const show = ['show', 'indicators', '--symbols', 'PAPERTIGER', '--json', ...sandbox];
    expect(jsonOf<Row[]>(await run(desk, show))).toEqual([printed]);

    const list = 'close;sma(2);close - sma(2)';
    const asked = [...words, '--compute', list];
    const [row] = jsonOf<Row[]>(await run(desk, asked));
    expect(Object.keys(row ?? {})).toEqual(['symbol', 'session', ...list.split(';')]);
    expect(row?.['close']).toBe(printed?.['close']);

    const dry = await runJson(desk, ['indicators', '--all-history', '--dry-run', ...sandbox]);
    expect(dry.outcome).toBe('ok');
    const [same] = rowsOf(desk.sandboxDatabase, 'SELECT count(*) AS count FROM indicators');
    expect(same).toEqual(kept);
  });
});

describe('indicators of a file', () => {
  const desk = newDesk();
  const file = join(desk.home, 'rising.csv');
  const days = ['05', '06', '07', '08', '09'];
  const lines = days.map(
    (day, at) => `2026-01-${day},${10 + at},${12 + at},${9 + at},${11 + at},100`,
  );
  writeFileSync(file, `date,open,high,low,close,volume\n${lines.join('\n')}\n`);

  it('need no database and make none', async () => {
    const words = ['indicators', '--input', file, '--compute', 'sma(3);atr(2)', '--json'];
    expect(jsonOf<Row[]>(await run(desk, words)).slice(-3)).toEqual([
      { symbol: 'rising', session: '2026-01-07', 'sma(3)': 12, 'atr(2)': 3 },
      { symbol: 'rising', session: '2026-01-08', 'sma(3)': 13, 'atr(2)': 3 },
      { symbol: 'rising', session: '2026-01-09', 'sma(3)': 14, 'atr(2)': 3 },
    ]);
    expect(existsSync(desk.database)).toBe(false);
  });

  it('refuses an expression, a file that is not there, and a line that cannot be', async () => {
    const ask = (...words: string[]) => run(desk, ['indicators', ...words, '--json']);
    expect(await ask('--input', file, '--compute', 'sma(3);smb(3)')).toMatchObject({ status: 64 });
    expect(await ask('--input', join(desk.home, 'none.csv'))).toMatchObject({ status: 64 });
    const bad = join(desk.home, 'bad.csv');
    writeFileSync(bad, 'date,open,high,low,close,volume\n2026-01-05,10,9,11,10,5\n');
    const told = await ask('--input', bad);
    expect(told.status).toBe(65);
    expect(told.stderr).toContain('line 2');
  });
});
