import { array, assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { OutcomeWord } from '../../src/core/outcome.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import { instant } from '../../src/core/market/instant.ts';
import { readOptions } from '../../src/kit/options.ts';
import { REPEAT_OPTIONS, repeatOf, repeated } from '../../src/kit/repeat.ts';
import { fine, job, running } from './running.ts';

const EVERY_FIVE = { everySeconds: 5, forSeconds: 55 };

/** Passes whose clock is moved by what they take, in milliseconds. */
function passing(took: readonly number[], outcomes: readonly OutcomeWord[] = []) {
  let now = 1000;
  const begun: number[] = [];
  const stop = new AbortController();
  const pacer = {
    monotonicMs: () => now,
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
  const pass = async (): Promise<RunReport> => {
    const index = begun.length;
    begun.push((now - 1000) / 1000);
    now += took[index % took.length] ?? 0;
    return {
      job: 'orders',
      outcome: outcomes[index] ?? 'noop',
      runId: `run-${index}`,
      asOf: instant(index),
      startedAt: instant(index),
      durationMs: 1,
      summary: `pass ${index}`,
      counts: { fills: 1 },
      warnings: ['thin'],
      dryRun: false,
      sandbox: false,
    };
  };
  return { begun, stop, run: () => repeated(EVERY_FIVE, { pacer, signal: stop.signal }, pass) };
}

describe('a run that repeats', () => {
  it('begins every five seconds of the minute, the last at 55', async () => {
    const { begun, run } = passing([120]);
    const report = await run();
    expect(begun).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
    expect(report).toMatchObject({
      outcome: 'noop',
      summary: '12 passes (12 noop): pass 0',
      counts: { passes: 12, fills: 12 },
      warnings: ['thin'],
      durationMs: 55_120,
    });
  });

  it('neither drifts nor overlaps, however long passes take', async () => {
    const lengths = array(integer({ min: 0, max: 23_000 }), { minLength: 1, maxLength: 12 });
    await assert(
      asyncProperty(lengths, async (took) => {
        const { begun, run } = passing(took);
        await run();
        expect(begun.every((at) => at % 5 === 0 && at <= 55)).toBe(true);
        begun.slice(1).forEach((at, index) => {
          const before = (begun[index] ?? 0) + (took[index % took.length] ?? 0) / 1000;
          expect(at).toBeGreaterThanOrEqual(before);
          expect(at - before, 'the next point that is free').toBeLessThanOrEqual(5);
        });
      }),
    );
    const { begun, run } = passing([7_000, 100, 12_500, 5_000]);
    await run();
    expect(begun, 'points that a pass ran over are left out, none is moved').toEqual([
      0, 10, 15, 30, 35, 45, 50,
    ]);
  });

  it.each(['closed', 'disabled', 'config', 'disk', 'bug'] as const)(
    'has no second pass after %s',
    async (outcome) => {
      const { begun, run } = passing([10], [outcome]);
      expect(await run()).toMatchObject({ outcome, runId: 'run-0', summary: 'pass 0' });
      expect(begun).toEqual([0]);
    },
  );

  it('is told by the pass that most needs somebody', async () => {
    const { run } = passing([10], ['ok', 'not-yet', 'ok', 'bad-data', 'partial']);
    expect(await run()).toMatchObject({ outcome: 'bad-data', runId: 'run-3' });
  });

  it('that is stopped between passes says so and keeps what they did', async () => {
    const { begun, stop, run } = passing([10]);
    stop.abort(new Failure('stopped', 'stopped by SIGTERM', { detail: { signal: 'SIGTERM' } }));
    const report = await run();
    expect(begun).toEqual([0]);
    expect(report).toMatchObject({
      outcome: 'stopped',
      signal: 'SIGTERM',
      counts: { passes: 1, fills: 1 },
    });
  });

  it('leaves a row of its own for each pass', async () => {
    const desk = await running();
    const report = await repeated(
      { everySeconds: 5, forSeconds: 10 },
      { pacer: desk.ctx.pacer, signal: desk.stop.signal },
      () => desk.run(job(() => fine())),
    );
    expect(await desk.ledger()).toHaveLength(3);
    expect(report).toMatchObject({ outcome: 'ok', counts: { passes: 3, rows: 9 } });
  });
});

describe('how often a run is repeated', () => {
  const asked = (raw: Readonly<Record<string, string>>) =>
    repeatOf(readOptions(REPEAT_OPTIONS, raw));

  it('is told by two options together', () => {
    expect(asked({})).toBeUndefined();
    expect(asked({ repeatEvery: '5s', for: '1m' })).toEqual({ everySeconds: 5, forSeconds: 60 });
  });

  it.each([
    [{ repeatEvery: '5s' }, '--repeat-every together with --for'],
    [{ for: '5s' }, '--repeat-every together with --for'],
    [{ repeatEvery: '1m', for: '55s' }, 'no longer than --for'],
    [{ repeatEvery: '5', for: '55s' }, 'a length of time like 5s'],
    [{ repeatEvery: '0s', for: '55s' }, 'a length of time like 5s'],
  ])('%j is refused', (raw, words) => {
    expect(() => asked(raw)).toThrow(words);
  });
});
