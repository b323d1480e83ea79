import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A step for prices below a bound, in paise. */
type Step = readonly [below: number, tick: number];

interface TickEra {
  readonly from: string;
  readonly steps: readonly Step[];
}

/** @see NSE circulars on tick sizes of the cash market, in force from 10 June 2024 and 15 April 2025 */
const ERAS: readonly TickEra[] = [
  { from: '0000', steps: [[Infinity, 5]] },
  {
    from: '2024-06-10',
    steps: [
      [25_000, 1],
      [Infinity, 5],
    ],
  },
  {
    from: '2025-04-15',
    steps: [
      [25_000, 1],
      [100_000, 5],
      [500_000, 10],
      [1_000_000, 50],
      [2_000_000, 100],
      [Infinity, 500],
    ],
  },
];

/**
 * The smallest step of a share's price on NSE and BSE.
 *
 * @param fund units of exchange-traded funds step by one paisa
 * @param referencePaise the close of the month before, which decides for a month; absent: the
 *   smallest step of the day, so that nothing is refused that might be right
 */
export function tickSize(
  session: SessionDate,
  fund: boolean,
  referencePaise: Paise | undefined,
): Paise {
  const steps = ERAS.findLast(({ from }) => from <= session)?.steps ?? [];
  const reference = fund ? 0 : (referencePaise ?? 0);
  const tick = steps.find(([below]) => reference < below)?.[1] ?? 1;
  return paise(fund ? 1 : tick);
}
