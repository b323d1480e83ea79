import type { Comparison, CrossDirection } from './expression.ts';

/** A condition as a number: 1 or 0; where it cannot be told it is NaN. */
export const truth = (holds: boolean): number => (holds ? 1 : 0);

/** NaN where a side is absent. */
export function compared(operator: Comparison, a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  switch (operator) {
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    case '>=':
      return truth(a >= b);
    case '=':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
  }
}

/** Whether a difference went over (or under) zero: from at most zero to above it, or the reverse. */
export function crossed(direction: CrossDirection, before: number, now: number): number {
  if (Number.isNaN(before) || Number.isNaN(now)) return Number.NaN;
  const up = before <= 0 && now > 0;
  const down = before >= 0 && now < 0;
  if (direction === 'above') return truth(up);
  return truth(direction === 'below' ? down : up || down);
}

/** NaN where a side is absent, and for a division by zero. */
export function calculated(operator: '+' | '-' | '*' | '/', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? Number.NaN : a / b;
  }
}

/** Three-valued: what one side decides alone does not wait for the other. */
export function joined(kind: 'and' | 'or', a: number, b: number): number {
  const deciding = kind === 'and' ? 0 : 1;
  if (a === deciding || b === deciding) return deciding;
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 1 - deciding;
}

/** 1 when any of the words matches; NaN when none does and one is not known. */
export function among(matches: readonly number[], negated: boolean): number {
  const found = matches.reduce((a, b) => joined('or', a, b), 0);
  return negated ? 1 - found : found;
}
