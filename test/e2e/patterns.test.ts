import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';
import { rowsOf } from '../support/kept-rows.ts';
import { sessionsOf } from '../support/bars.ts';
import { walk } from '../core/patterns/made-up-candles.ts';

interface Hit {
  readonly symbol: string;
  readonly session: string;
  readonly pattern: string;
  readonly value: number;
}

describe('patterns and strategies as a program', () => {
  it('of a file need no database, and make none', async () => {
    const desk = newDesk();
    const path = join(desk.home, 'walk.csv');
    const days = sessionsOf('2025-01-01', '2025-12-31');
    const lines = walk(days.length).map((bar, place) => [days[place], ...bar, 10].join());
    writeFileSync(path, ['date,open,high,low,close,volume', ...lines, ''].join('\n'));
    const told = await run(desk, ['patterns', '--input', path, '--json']);
    expect(told.status, told.stderr).toBe(0);
    const hits = jsonOf<Hit[]>(told);
    expect(hits.length).toBeGreaterThan(100);
    expect(hits[0]).toMatchObject({ symbol: 'walk', pattern: expect.stringMatching(/^CDL/) });
    expect(existsSync(desk.database)).toBe(false);
    const spoken = await run(desk, ['patterns', '--input', path]);
    expect(spoken.stdout).toContain(`${hits.length} patterns in ${days.length} sessions`);
    const refused = await run(desk, ['patterns', '--input', 'nowhere.csv']);
    expect(refused).toMatchObject({ status: 64, stdout: expect.stringContaining('nowhere.csv') });
  });

  it('of the sandbox are kept, printed and shown alike', async () => {
    const desk = newDesk();
    expect((await run(desk, ['market-sync', '--sandbox'])).status).toBe(0);
    const found = await runJson(desk, ['patterns', '--sandbox', '--all-history']);
    expect(found).toMatchObject({ outcome: 'ok', exitCode: 0 });
    expect(found.counts['changed']).toBe(found.counts['hits']);
    const [row] = rowsOf(desk.sandboxDatabase, 'SELECT count(*) AS count FROM patterns');
    expect(row).toEqual({ count: found.counts['hits'] });
    const again = await runJson(desk, ['patterns', '--sandbox', '--all-history']);
    expect(again.counts['changed']).toBe(0);
    const asked = ['--sandbox', '--symbols', 'PAPERTIGER', '--from', '2026-01-01', '--json'];
    const printed = jsonOf<Hit[]>(await run(desk, ['patterns', ...asked]));
    expect(printed.length).toBeGreaterThan(0);
    expect(jsonOf<Hit[]>(await run(desk, ['show', 'patterns', ...asked]))).toEqual(printed);
  });

  it('strategies are kept, printed and shown alike, and explained', async () => {
    const desk = newDesk();
    expect((await run(desk, ['market-sync', '--sandbox'])).status).toBe(0);
    const told = await runJson(desk, ['strategies', '--sandbox', '--all-history']);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', warnings: [] });
    expect(told.counts['changed']).toBe(told.counts['hits']);
    const again = await runJson(desk, ['strategies', '--sandbox', '--all-history']);
    expect(again.counts['changed']).toBe(0);
    const asked = ['--sandbox', '--symbols', 'PAPERTIGER', '--from', '2025-09-01', '--json'];
    const own = [...asked, '--strategies', 'turtle'];
    const printed = jsonOf<object[]>(await run(desk, ['strategies', ...own]));
    expect(printed.length).toBeGreaterThan(0);
    expect(printed[0]).toMatchObject({
      symbol: 'PAPERTIGER',
      strategy: 'turtle',
      reason: expect.stringMatching(/close [\d.]+/),
    });
    expect(jsonOf<object[]>(await run(desk, ['show', 'hits', ...own]))).toEqual(printed);
    const refused = await run(desk, ['strategies', '--sandbox', '--strategies', 'turtel']);
    expect(refused).toMatchObject({ status: 64 });
    expect(refused.stderr + refused.stdout).toContain('did you mean "turtle"');
  });
});
