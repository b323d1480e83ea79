import { beforeAll, describe, expect, it } from 'vitest';
import { integrity, rowsOf } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run, runJson, start } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const DAY = '2026-06-12';
const NOW = ['--sandbox', '--as-of', `${DAY}T11:00:30`];

/** A desk of the sandbox with minutes of a session until eleven, and so many rules that are true. */
async function deskWith(rules: number): Promise<Desk> {
  const desk = newDesk();
  const filled = await runJson(desk, ['market-sync', '--interval', '1m,1d', ...NOW]);
  expect(filled.outcome).toBe('ok');
  const lines = Array.from({ length: rules }, (_, at) => `PAPERTIGER close > ${at + 1}`);
  const added = await run(desk, ['rules', 'import', '-', '--sandbox'], { stdin: lines.join('\n') });
  expect(added.stdout, added.stderr).toContain(`${rules} ${rules === 1 ? 'rule' : 'rules'} added`);
  return desk;
}

const counted = (desk: Desk, rows: string): number =>
  Number(rowsOf(desk.sandboxDatabase, `SELECT count(*) AS n FROM ${rows}`)[0]?.['n']);

/** Of alerts: a killed run is told of too. */
const TOLD = "notifications WHERE topic = 'alert'";

/** For what is refused, and so changes nothing. */
const shared = newDesk();

beforeAll(async () => {
  const asked = ['market-sync', '--symbols', 'PAPERTIGER', '--interval', '1d', ...NOW];
  expect((await runJson(shared, asked)).outcome).toBe('ok');
});

describe('alerts', () => {
  it('a rule from the command line to the event', async () => {
    const desk = await deskWith(1);
    const rule = '@watchlist day_change > -50% and rsi(14) > 0';
    const manner = ['--cooldown', '1h', '--note', 'a test', '--sandbox'];
    const added = await run(desk, ['rules', 'add', rule, ...manner]);
    expect(added.stdout, added.stderr).toBe(
      'rule 2: @watchlist day_change > -50% and rsi(14) > 0 | cooldown=1h note="a test"\n',
    );
    expect(await runJson(desk, ['alerts', ...NOW])).toMatchObject({
      outcome: 'ok',
      counts: { rules: 2, fired: 6, notEvaluated: 0 },
    });
    expect(await runJson(desk, ['alerts', ...NOW])).toMatchObject({
      outcome: 'noop',
      counts: { fired: 0 },
    });
    const told = jsonOf<readonly { symbol: string; figures: Record<string, number> }[]>(
      await run(desk, ['show', 'alerts', '--symbols', 'papertiger', '--json', '--sandbox']),
    );
    expect(told).toHaveLength(2);
    expect(Object.keys(told[0]?.figures ?? {}).length).toBeGreaterThan(0);
    expect((await run(desk, ['rules', 'list', '--sandbox'])).stdout).toMatch(/ 1 .*holds\n.* 2 /);
    expect((await run(desk, ['rules', 'show', '2', '--sandbox'])).stdout).toContain('PAPERTIGER');
    const exported = await run(desk, ['rules', 'export', '--sandbox']);
    const again = await run(desk, ['rules', 'import', '-', '--sandbox'], {
      stdin: exported.stdout,
    });
    expect(again.stdout).toBe('0 rules added, 2 there already\n');
    const crossing = 'PAPERTIGER close crosses above sma(5)';
    const tested = await run(desk, ['rules', 'test', crossing, '--from', '2026-03-02', ...NOW]);
    expect(tested.stdout, tested.stderr).toMatch(/^PAPERTIGER .*\nIST .*\n2026-/);
    const replay =
      'alerts --replay --from 2026-06-01 --rules 1 --json --sandbox --as-of 2026-06-13';
    const replayed = await run(desk, replay.split(' '));
    expect(jsonOf<unknown[]>(replayed), replayed.stderr).toHaveLength(1);
  });

  it('an edited rule says what it was edited to, and keeps the rest of its manner', async () => {
    const desk = newDesk();
    expect((await runJson(desk, ['market-sync', '--interval', '1d', ...NOW])).outcome).toBe('ok');
    const edited = async (...words: string[]): Promise<string> => {
      const ended = await run(desk, ['rules', ...words, '--sandbox']);
      expect(ended.status, ended.stderr).toBe(0);
      return ended.stdout;
    };
    await edited('add', 'PAPERTIGER rsi(14) > 70', '--cooldown', '1h', '--note', 'a | "test"');
    expect(await edited('edit', '1', 'PAPERTIGER close > 3100')).toBe(
      'rule 1: PAPERTIGER close > 3100 | cooldown=1h note="a | \\"test\\""\n',
    );
    expect(await edited('edit', '1', '--interval', '15m', '--note', 'never')).toBe(
      'rule 1: PAPERTIGER close > 3100 | interval=15m cooldown=1h note="never"\n',
    );
    expect(await edited('edit', '1', 'PAPERTIGER close > 9', '--note', '')).toBe(
      'rule 1: PAPERTIGER close > 9 | interval=15m cooldown=1h\n',
    );
    expect(await edited('export')).toBe('PAPERTIGER close > 9 | interval=15m cooldown=1h\n');
    const tried = await edited('test', '1', '--interval', '5m', '--hysteresis', '2%');
    expect(tried.split('\n')[0]).toBe(
      'PAPERTIGER close > 9 | interval=5m cooldown=1h hysteresis=2%',
    );
    expect(await edited('export'), 'tried, not kept').toContain('interval=15m cooldown=1h\n');
  });

  it.each([
    [['rules', 'add', 'PAPERTIGER clsoe > 1'], 64, 'column 12'],
    [['rules', 'add', 'PAPERTIGRE close > 1'], 64, 'did you mean "PAPERTIGER"?'],
    [['rules', 'add', '@NIFTYFIFTY close > 1'], 64, 'expected the code of an index'],
    [['rules', 'show', '99'], 64, 'expected the number of a rule, found 99'],
    [['rules', 'remove', 'one'], 64, 'expected numbers of rules, found "one"'],
    [['alerts', '--rules', '99', ...NOW.slice(1)], 64, 'expected the number of a rule'],
    [['alerts', '--replay', ...NOW.slice(1)], 64, 'expected --from with --replay'],
  ])('%j ends with status %i', async (words, status, said) => {
    const ended = await run(shared, [...words, '--sandbox']);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(said);
  });

  it('killed at any moment: no event without its notification, none twice, none lost', async () => {
    const rules = 400;
    const desk = await deskWith(rules);
    for (let delayMs = 150; delayMs <= 850; delayMs += 100) {
      const scan = start(desk, ['alerts', ...NOW, '-q']);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      scan.process.kill('SIGKILL');
      await scan.ended;
      const events = counted(desk, 'alert_events');
      expect(counted(desk, TOLD), `killed after ${delayMs} ms`).toBe(events);
      expect([0, rules]).toContain(events);
    }
    await runJson(desk, ['alerts', ...NOW]);
    expect(counted(desk, 'alert_events')).toBe(rules);
    expect(counted(desk, TOLD)).toBe(rules);
    expect(integrity(desk.sandboxDatabase)).toBe('ok');
  }, 60_000);

  it('two processes at once: one event each', async () => {
    const desk = await deskWith(50);
    const ended = await Promise.all(
      [1, 2, 3].map(() => runJson(desk, ['alerts', ...NOW, '--wait', '30'])),
    );
    expect(ended.map(({ counts }) => counts['fired'] ?? 0).toSorted((a, b) => a - b)).toEqual([
      0, 0, 50,
    ]);
    expect(counted(desk, 'alert_events')).toBe(50);
    expect(counted(desk, TOLD)).toBe(50);
  });
});
