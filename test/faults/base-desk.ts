import { cpSync } from 'node:fs';
import { expect } from 'vitest';
import { newDesk, run } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const MORNING = ['--sandbox', '--as-of', '2026-05-19T10:00'];

/** What has happened on the desk before the fault: prices, an account with orders, a rule. */
const BEFORE: readonly (readonly string[])[] = [
  ['eod', '--sandbox', '--as-of', '2026-05-14T20:00', '--from', '2026-05-13'],
  [
    'market-sync',
    '--sandbox',
    '--as-of',
    '2026-05-20T15:00',
    '--interval',
    '1m,1d',
    '--symbols',
    'PAPERTIGER,MONSOONTEA',
    '--from',
    '2026-04-20',
  ],
  ['account', 'create', 'main', '--deposit', '1000000', ...MORNING],
  ['order', 'buy', 'PAPERTIGER', '10', ...MORNING],
  ['order', 'buy', 'MONSOONTEA', '5', '--validity', 'GTC', '--stop', '1', ...MORNING],
  ['account', 'create', 'robo', '--deposit', '500000', ...MORNING],
  ['strategies', '--from', '2026-05-14', '--sandbox', '--as-of', '2026-05-20T15:00'],
  ['rules', 'add', 'MONSOONTEA price > 1', ...MORNING],
  ['rules', 'add', 'PAPERTIGER price > 1', ...MORNING],
];

/** No waiting for long retries: what waiting does is tested where time is a value. */
const ENV = { PAPERJOBS_HTTP_BUDGET_SECONDS: '3' };

/** A desk in the middle of its life. */
export async function baseDesk(): Promise<Desk> {
  const desk = newDesk(ENV);
  for (const words of BEFORE) {
    const told = await run(desk, words);
    expect(told.status, `${words.join(' ')}: ${told.stderr}`).toBe(0);
  }
  return desk;
}

/** A copy of a desk that is at rest, in a data folder of its own where one is named. */
export function copyOf(desk: Desk, dataDir?: string): Desk {
  const other = newDesk(desk.env, dataDir);
  cpSync(desk.dataDir, other.dataDir, { recursive: true });
  return other;
}
