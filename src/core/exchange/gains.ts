import { Failure } from '../failure.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import { isSessionDate, sessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Closing } from './lot.ts';

/** From 1 April to 31 March. */
export interface FinancialYear {
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** Reads `2025-26`. @throws Failure `usage` for anything else */
export function financialYear(text: string): FinancialYear {
  const [, first = '', second = ''] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  const next = Number(first) + 1;
  if (first !== '' && next % 100 === Number(second)) {
    return { from: sessionDate(`${first}-04-01`), to: sessionDate(`${next}-03-31`) };
  }
  throw new Failure('usage', `expected a financial year like 2025-26, found "${text}"`);
}

/** The financial year of a day, as it is written. */
export function financialYearOf(day: SessionDate): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/**
 * How a gain counts: listed shares are a long-term asset when they were held for more than twelve
 * months; what was bought and sold intraday is a speculative business.
 *
 * @see Income-tax Act 1961, sections 2(42A) and 43(5)
 */
export const TERMS = ['short', 'long', 'intraday'] as const;
export type GainTerm = (typeof TERMS)[number];

/** The same day a year later; of 29 February, the first of March. */
function yearAfter(day: SessionDate): SessionDate {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return isSessionDate(next) ? next : sessionDate(`${next.slice(0, 4)}-03-01`);
}

export function gainTerm(
  { product, openedOn }: Pick<Closing, 'product' | 'openedOn'>,
  closedOn: SessionDate,
): GainTerm {
  if (product === 'MIS') return 'intraday';
  return closedOn > yearAfter(openedOn) ? 'long' : 'short';
}

/** What a closing won, before charges. */
export function gainOf({
  proceedsPaise,
  costPaise,
}: Pick<Closing, 'proceedsPaise' | 'costPaise'>): Paise {
  return paise(proceedsPaise - costPaise);
}
