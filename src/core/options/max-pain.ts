import type { Paise } from '../market/money.ts';
import type { OptionContract } from './option-chain.ts';

/** One strike's open contracts. */
interface OpenStrike {
  readonly strikePaise: Paise;
  calls: number;
  puts: number;
}

function openStrikes(contracts: readonly OptionContract[]): OpenStrike[] {
  const strikes = new Map<number, OpenStrike>();
  for (const { strikePaise, type, openInterest = 0 } of contracts) {
    const known = strikes.get(strikePaise) ?? { strikePaise, calls: 0, puts: 0 };
    if (type === 'CE') known.calls += openInterest;
    else known.puts += openInterest;
    strikes.set(strikePaise, known);
  }
  return [...strikes.values()].toSorted((a, b) => a.strikePaise - b.strikePaise);
}

/**
 * The strike at which all buyers together would get the least, were it the price at expiry: Σ open
 * calls × (price − strike) below it plus Σ open puts × (strike − price) above it. Every contract
 * counts for the same number of shares. Of equal strikes the lowest.
 *
 * One walk up the strikes: going from one to the next, each call below gains the step and each put
 * at or above the next loses it.
 *
 * @returns absent when nothing is open
 * @see https://www.investopedia.com/terms/m/maxpain.asp
 */
export function maxPain(contracts: readonly OptionContract[]): Paise | undefined {
  const strikes = openStrikes(contracts);
  const first = strikes[0];
  if (!first || strikes.every(({ calls, puts }) => calls + puts === 0)) return undefined;
  let callsBelow = 0;
  let putsAbove = strikes.reduce((sum, { puts }) => sum + puts, 0);
  // Against what is paid out at the lowest strike: the rest of it is the same for all.
  let [pain, least, best] = [0, 0, first.strikePaise];
  for (const [at, strike] of strikes.entries()) {
    const before = strikes[at - 1];
    if (before) {
      const step = strike.strikePaise - before.strikePaise;
      callsBelow += before.calls;
      putsAbove -= before.puts;
      pain += step * (callsBelow - putsAbove);
    }
    if (pain < least) [least, best] = [pain, strike.strikePaise];
  }
  return best;
}
