import { describe, expect, it } from 'vitest';
import { exitStatus } from '../../src/cli/exit.ts';
import type { OutcomeWord } from '../../src/core/outcome.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { durationWords, runLine, runObject } from '../../src/render/run-report.ts';

const AT = readInstant('2026-06-12T10:00');
const report = (given: Partial<RunReport>): RunReport => ({
  job: 'market-sync',
  outcome: 'ok',
  asOf: AT,
  startedAt: AT,
  durationMs: 1234,
  summary: '5 rows changed over 1 symbols',
  counts: { symbols: 1, changed: 5, failed: 0 },
  warnings: [],
  dryRun: false,
  sandbox: false,
  runId: 'r-1',
  ...given,
});
const RETURNED: readonly OutcomeWord[] = ['ok', 'noop', 'closed', 'disabled', 'partial'];
const THROWN = [
  'locked',
  'usage',
  'bad-data',
  'late',
  'blocked',
  'not-yet',
  'auth',
  'config',
  'stopped',
  'bug',
] as const;

describe('the final line', () => {
  it('tells outcome, sentence, counts that are not zero and time', () => {
    expect(runLine(report({}))).toBe(
      'market-sync: ok: 5 rows changed over 1 symbols [symbols 1, changed 5] (1.2 s)\n',
    );
  });

  it('says that it was the sandbox, and dry', () => {
    expect(runLine(report({ sandbox: true, dryRun: true, counts: {} }))).toBe(
      'SANDBOX DRY RUN market-sync: ok: 5 rows changed over 1 symbols (1.2 s)\n',
    );
  });

  it('stays one line whatever the sentence', () => {
    const line = runLine(report({ summary: 'found "\u001b[2J\nx"', counts: {} }));
    expect(line).toBe('market-sync: ok: found " [2J x" (1.2 s)\n');
  });
});

describe('the run object', () => {
  it.each(RETURNED)('of a run that ended %s has no error', (outcome) => {
    const told = runObject(report({ outcome }), exitStatus({ outcome }));
    expect(told).toMatchObject({
      job: 'market-sync',
      outcome,
      exitCode: outcome === 'partial' ? 3 : 0,
      runId: 'r-1',
      asOf: '2026-06-12T10:00:00+05:30',
      error: null,
    });
  });

  it.each(THROWN)('of a run that failed with %s has its error without the stack', (code) => {
    const error = { code, message: 'it was so', stack: 'at secret.ts' };
    const told = runObject(report({ outcome: code, error }), exitStatus({ outcome: code, error }));
    expect(told).toMatchObject({ outcome: code, error: { code, message: 'it was so' } });
    expect(JSON.stringify(told)).not.toContain('secret.ts');
  });

  it('has null for the id of a run without a row', () => {
    const { runId, ...dry } = report({ dryRun: true });
    expect([runId, runObject(dry, 0)['runId']]).toEqual(['r-1', null]);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [119_700, '2 min 0 s'],
    [250_000, '4 min 10 s'],
  ])('of %d ms is %s', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });
});
