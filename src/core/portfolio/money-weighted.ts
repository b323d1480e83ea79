import { dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';

/** Money that changed hands: paid in by the investor negative, received positive. */
export interface CashFlow {
  readonly date: SessionDate;
  readonly amount: number;
}

/** The rates that are looked at: from −99.99 % to a million per cent a year. */
const LOWEST = Math.log(1e-4);
const HIGHEST = Math.log(1e4);
const STEPS = 2000;
/** The guess that spreadsheets begin with. */
const USUAL_GUESS = 0.1;

function present(flows: readonly { years: number; amount: number }[], force: number): number {
  let sum = 0;
  for (const { years, amount } of flows) sum += amount * Math.exp(-force * years);
  return sum;
}

function bisect(value: (force: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const rising = value(low) < 0;
  for (let round = 0; round < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); round++) {
    const middle = (low + high) / 2;
    if (value(middle) < 0 === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Every yearly rate at which the flows are worth nothing today: Σ amount ÷ (1 + r)^(days ÷ 365) = 0,
 * with the day count of spreadsheets' XIRR. Flows that change sign more than once can have several.
 *
 * @returns ascending; empty where no rate does it, such as for flows of one sign
 */
export function internalRates(flows: readonly CashFlow[]): number[] {
  const first = flows.reduce<SessionDate | undefined>(
    (earliest, { date }) => (earliest === undefined || date < earliest ? date : earliest),
    undefined,
  );
  if (first === undefined) return [];
  const dated = flows.map(({ date, amount }) => ({
    years: (dayNumber(date) - dayNumber(first)) / 365,
    amount,
  }));
  if (dated.every(({ years }) => years === 0)) return [];
  const value = (force: number): number => present(dated, force);
  const rates: number[] = [];
  let [before, worthBefore] = [LOWEST, value(LOWEST)];
  for (let step = 1; step <= STEPS; step++) {
    const force = LOWEST + ((HIGHEST - LOWEST) * step) / STEPS;
    const worth = value(force);
    if (worth === 0) rates.push(Math.expm1(force));
    else if (worthBefore !== 0 && worth < 0 !== worthBefore < 0) {
      rates.push(Math.expm1(bisect(value, before, force)));
    }
    [before, worthBefore] = [force, worth];
  }
  return rates;
}

/**
 * The money-weighted yearly return, XIRR. Of several rates the one nearest to 10 %, where
 * spreadsheets begin to look.
 *
 * @returns absent where no rate balances the flows
 */
export function moneyWeightedReturn(flows: readonly CashFlow[]): number | undefined {
  const rates = internalRates(flows);
  return rates.toSorted((a, b) => Math.abs(a - USUAL_GUESS) - Math.abs(b - USUAL_GUESS))[0];
}
