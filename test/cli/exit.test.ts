import { describe, expect, it } from 'vitest';
import { EXIT_TABLE, exitStatus } from '../../src/cli/exit.ts';
import { FAILURE_CODES } from '../../src/core/failure.ts';
import { outcomeOf } from '../../src/core/outcome.ts';
import type { OutcomeWord } from '../../src/core/outcome.ts';

describe('exit statuses', () => {
  it.each<[OutcomeWord, number]>([
    ['ok', 0],
    ['noop', 0],
    ['closed', 0],
    ['disabled', 0],
    ['partial', 3],
    ['locked', 11],
    ['usage', 64],
    ['bad-data', 65],
    ['late', 69],
    ['blocked', 69],
    ['bug', 70],
    ['not-yet', 75],
    ['auth', 77],
    ['config', 78],
  ])('of %s is %d', (outcome, status) => {
    expect(exitStatus({ outcome })).toBe(status);
  });

  it('tell a file that cannot be made from one that cannot be written', () => {
    const of = (code: 'disk-create' | 'disk-io') =>
      exitStatus({ outcome: 'disk', error: { code, message: '' } });
    expect([of('disk-create'), of('disk-io')]).toEqual([73, 74]);
  });

  it('tell which signal stopped the run, as a shell does', () => {
    expect(exitStatus({ outcome: 'stopped', signal: 'SIGINT' })).toBe(130);
    expect(exitStatus({ outcome: 'stopped', signal: 'SIGTERM' })).toBe(143);
  });

  it('stand in the table with every outcome and nothing else', () => {
    const told = EXIT_TABLE.flatMap(([statuses, outcomes]) =>
      outcomes.split(', ').map((outcome) => [outcome, statuses.split(', ').map(Number)] as const),
    );
    const failures = new Set(FAILURE_CODES.map(outcomeOf));
    expect(new Set(told.map(([outcome]) => outcome))).toEqual(
      new Set(['ok', 'noop', 'closed', 'disabled', 'partial', 'bug', ...failures]),
    );
    for (const [outcome, statuses] of told) {
      expect(statuses, outcome).toContain(exitStatus({ outcome: outcome as OutcomeWord }));
    }
  });
});
