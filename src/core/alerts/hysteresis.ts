import { Failure } from '../failure.ts';
import type { Hysteresis } from './rule.ts';

/** Reads `5` (in the units of what is compared) or `0.5%` (of the right side). @throws Failure `usage` */
export function readHysteresis(text: string): Hysteresis {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  const amount = Number(match?.[1]);
  if (match && Number.isFinite(amount)) return { amount, percent: match[2] === '%' };
  throw new Failure('usage', `expected a hysteresis such as 5 or 0.5%, found "${text}"`);
}

/** A number not below zero in digits: as a number prints itself, `1e-7`, it would not read back. */
function inDigits(amount: number): string {
  const [, digits = '', exponent = ''] = /^([\d.]+)e([+-]\d+)$/.exec(String(amount)) ?? [];
  if (digits === '') return String(amount);
  const power = Number(exponent);
  if (power > 0) return BigInt(amount).toString();
  return `0.${'0'.repeat(-power - 1)}${digits.replace('.', '')}`;
}

/** The spelling that reads back as the same. */
export function printHysteresis({ amount, percent }: Hysteresis): string {
  return `${inDigits(amount)}${percent ? '%' : ''}`;
}
