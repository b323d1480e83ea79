import { expect } from 'vitest';
import { Failure } from '../../src/core/failure.ts';

/** The failure that the work throws; fails the test when it throws none or something else. */
export function failureFrom(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    if (error instanceof Failure) return error;
  }
  return expect.fail('nothing was thrown');
}

/** The failure with which the work is rejected. */
export async function failureOfPromise(work: Promise<unknown>): Promise<Failure> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return failureFrom(() => {
    if (outcome !== undefined) throw outcome;
  });
}

/** Everything that a log or a ledger could print of a failure. */
export function everyText(failure: Failure): string {
  return [
    failure.message,
    failure.stack,
    JSON.stringify(failure.detail),
    String(failure.cause),
  ].join('\n');
}
