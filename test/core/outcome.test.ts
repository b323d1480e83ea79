import { expect, test } from 'vitest';
import { FAILURE_CODES } from '../../src/core/failure.ts';
import { outcomeOf } from '../../src/core/outcome.ts';

test('both failures of the disk are one word, every other code is its own', () => {
  for (const code of FAILURE_CODES) {
    expect(outcomeOf(code)).toBe(code.startsWith('disk') ? 'disk' : code);
  }
});
