import { describe, expect, it } from 'vitest';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';

describe('screen as a program', () => {
  it('fills the table, answers conditions and shows the same', async () => {
    const desk = newDesk();
    expect((await run(desk, ['market-sync', '--sandbox'])).status).toBe(0);
    const filled = await runJson(desk, ['screen', '--sandbox']);
    expect(filled).toMatchObject({ outcome: 'ok', exitCode: 0 });
    expect(filled.counts['changed']).toBe(filled.counts['rows']);
    const asked = ['close > sma_50 or close <= sma_50', '--sort', 'close desc', '--sandbox'];
    const spoken = await run(desk, ['screen', ...asked]);
    expect(spoken).toMatchObject({ status: 0 });
    expect(spoken.stdout).toMatch(/^symbol +sector +close /);
    expect(spoken.stderr, 'the line of the run is beside the table').toContain('screen: ok');
    const rows = jsonOf<{ symbol: string; close: number }[]>(
      await run(desk, ['screen', ...asked, '--json']),
    );
    expect(rows.length).toBeGreaterThan(0);
    const closes = rows.map(({ close }) => close);
    expect(closes).toEqual(closes.toSorted((a, b) => b - a));
    expect(jsonOf(await run(desk, ['show', 'screen', ...asked, '--json']))).toEqual(rows);
    const refused = await run(desk, ['screen', 'closs > 1', '--sandbox']);
    expect(refused).toMatchObject({ status: 64 });
    expect(refused.stderr).toContain('did you mean "close"?');
    expect((await run(desk, ['screen', 'close > 1', 'more', '--sandbox'])).status).toBe(64);
  });
});
