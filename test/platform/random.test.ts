import { expect, it } from 'vitest';
import { random } from '../../src/platform/random.ts';

it('makes UUIDs of version 4, no two alike', () => {
  const made = Array.from({ length: 200 }, () => random.uuid());
  for (const uuid of made) {
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(made).size).toBe(200);
});

it('makes fractions from 0 up to 1', () => {
  for (let round = 0; round < 200; round++) {
    const fraction = random.fraction();
    expect(fraction).toBeGreaterThanOrEqual(0);
    expect(fraction).toBeLessThan(1);
  }
});
