import { describe, expect, it } from 'vitest';
import { candlesIn, rowsOf } from '../support/kept-rows.ts';
import type { Row as KeptRow } from '../support/kept-rows.ts';
import { newDesk, run, runJson, start } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const DAILY = ['daily', '--sandbox', '--only', 'eod,flows,patterns'];

/** What the steps leave behind, named so that two databases can be compared. */
function keptRows(path: string): Readonly<Record<string, readonly KeptRow[]>> {
  return {
    candles: candlesIn(path),
    patterns: rowsOf(path, 'SELECT * FROM patterns_by_name'),
    flows: rowsOf(path, 'SELECT * FROM fii_dii'),
    files: rowsOf(path, 'SELECT session, kind, state, rows FROM session_files ORDER BY 1, 2'),
  };
}

interface Row {
  readonly job: string;
  readonly outcome: string;
  readonly trigger: string;
  readonly runId: string;
  readonly parentRunId: string | null;
}

async function ledger(desk: Desk): Promise<readonly Row[]> {
  const { stdout } = await run(desk, ['history', '--sandbox', '--json']);
  return JSON.parse(stdout) as Row[];
}

describe('daily', () => {
  it('runs each step as a run of its own job under its own row, and a second time nothing', async () => {
    const desk = newDesk();
    const first = await runJson(desk, DAILY);
    expect(first, JSON.stringify(first)).toMatchObject({ outcome: 'ok', exitCode: 0 });
    const steps = (await ledger(desk)).filter(({ parentRunId }) => parentRunId !== null);
    expect(steps.map(({ job }) => job).toSorted()).toEqual(['eod', 'flows', 'patterns']);
    for (const step of steps) {
      expect(step).toMatchObject({ trigger: 'chain', parentRunId: first.runId });
    }
    const { stdout: log } = await run(desk, ['logs', 'eod', '--sandbox']);
    expect(log, 'what starts a step is no slip of the environment').not.toContain('PAPERJOBS_');
    const kept = keptRows(desk.sandboxDatabase);
    const again = await runJson(desk, ['daily', '--sandbox', '--from-step', 'patterns']);
    expect(again.outcome).toMatch(/^(?:ok|noop)$/);
    expect(keptRows(desk.sandboxDatabase)).toEqual(kept);
  });

  it('on a day without trading is closed', async () => {
    const desk = newDesk();
    const told = await runJson(desk, ['daily', '--sandbox', '--date', '2025-01-26']);
    expect(told).toMatchObject({ outcome: 'closed', exitCode: 0 });
  });

  it('keeps back what needs a step that failed, and nothing else', async () => {
    const desk = newDesk({ PAPERJOBS_SANDBOX_FAULTS: 'late' });
    const words = ['daily', '--sandbox', '--only', 'eod,corp-actions,patterns'];
    const told = await runJson(desk, words);
    expect(told.outcome, JSON.stringify(told)).toMatch(/^(?:partial|not-yet|late)$/);
    const outcomes = new Map((await ledger(desk)).map(({ job, outcome }) => [job, outcome]));
    expect(outcomes.get('eod')).toMatch(/^(?:not-yet|late)$/);
    expect(outcomes.get('corp-actions')).toBe('ok');
    expect(outcomes.has('patterns')).toBe(false);
  });

  it('forces its steps where it is forced: what is done is asked for again', async () => {
    const desk = newDesk();
    const words = ['daily', '--sandbox', '--only', 'flows'];
    for (const more of [[], ['--force']]) await runJson(desk, [...words, ...more]);
    const flows = (await ledger(desk)).filter(({ job }) => job === 'flows');
    expect(
      flows.map(({ outcome }) => outcome),
      'a step that is not forced finds nothing missing',
    ).toEqual(['ok', 'ok']);
  });

  it('two at once: one runs, one finds the lock taken', async () => {
    const desk = newDesk();
    const first = start(desk, [...DAILY, '--json']);
    await first.logged('a step begins');
    const second = await runJson(desk, [...DAILY, '--wait', '0']);
    expect(second).toMatchObject({ outcome: 'locked', exitCode: 11 });
    expect((await first.ended).status).toBe(0);
  });

  it('killed at any step and run again ends as an undisturbed one', async () => {
    const undisturbed = newDesk();
    await run(undisturbed, DAILY);
    const expected = keptRows(undisturbed.sandboxDatabase);
    for (const [index, words] of ['step: eod', 'step: flows', 'step: patterns'].entries()) {
      const desk = newDesk();
      const killed = start(desk, [...DAILY, '--log-format', 'plain']);
      await killed.logged(['a step begins', 'flows', 'patterns'][index] ?? words);
      killed.process.kill('SIGKILL');
      await killed.ended;
      const healed = await runJson(desk, [...DAILY, '--wait', '60']);
      expect(healed.exitCode, JSON.stringify(healed)).toBe(0);
      expect(keptRows(desk.sandboxDatabase), words).toEqual(expected);
    }
  });

  it('asked to end asks its steps to end, and says so', async () => {
    const desk = newDesk();
    const running = start(desk, [...DAILY, '--json']);
    await running.logged('a step begins');
    running.process.kill('SIGTERM');
    const { status } = await running.ended;
    expect(status).toBe(143);
    const rows = await ledger(desk);
    expect(rows.find(({ job }) => job === 'daily')).toMatchObject({ outcome: 'stopped' });
  });
});
