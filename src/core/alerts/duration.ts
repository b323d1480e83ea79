import { Failure } from '../failure.ts';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads `90s`, `15m`, `2h`, `1d` or `0` as seconds. @throws Failure `usage` */
export function readDuration(text: string): number {
  const match = /^(\d{1,9})([smhd]?)$/.exec(text.trim().toLowerCase());
  const [, count = '', unit = ''] = match ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  if (match && (unit !== '' || Number(count) === 0)) return seconds;
  throw new Failure('usage', `expected a time such as 90s, 15m, 2h, 1d or 0, found "${text}"`);
}

/** The shortest spelling that reads back as the same. */
export function printDuration(seconds: number): string {
  if (seconds === 0) return '0';
  const unit = ['d', 'h', 'm'].find((one) => seconds % (SECONDS[one] ?? 1) === 0) ?? 's';
  return `${seconds / (SECONDS[unit] ?? 1)}${unit}`;
}
