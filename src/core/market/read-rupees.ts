import { Failure } from '../failure.ts';
import { paise } from './money.ts';
import type { Paise } from './money.ts';

/**
 * Reads an amount above zero as a person writes it: `2500`, `2,500.50`.
 *
 * @param name what it is, for the sentence
 * @throws Failure `usage` for anything else, and for more than two decimals
 */
export function readRupees(name: string, text: string): Paise {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', ''));
  const amount = Number(match?.[1] ?? 0) * 100 + Number((match?.[2] ?? '').padEnd(2, '0'));
  if (match && amount > 0) return paise(amount);
  throw new Failure('usage', `${name}: expected an amount like 2500 or 2500.50, found "${text}"`);
}
