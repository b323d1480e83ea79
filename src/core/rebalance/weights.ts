import { Failure } from '../failure.ts';
import { sampleDeviation } from '../portfolio/statistics.ts';
import type { TargetPlan } from './target-plan.ts';

/** A share that may get a weight. */
export interface Weighable {
  readonly symbol: string;
  /** Closes, oldest first, in shares of one day; only looked at for `inverse-volatility`. */
  readonly closes: Float64Array;
}

/** Weights by symbol, fractions of what is invested that add up to 1 at most; and who got none, with why. */
export interface TargetWeights {
  readonly weights: ReadonlyMap<string, number>;
  readonly left: readonly { readonly symbol: string; readonly why: string }[];
}

/** Standard deviation of the last returns. @returns absent without enough of them, or without a move */
function deviationOf(closes: Float64Array, window: number): number | undefined {
  const last = closes.subarray(Math.max(0, closes.length - window - 1));
  if (last.length < window + 1) return undefined;
  const returns = last.subarray(1).map((close, place) => close / (last[place] ?? Number.NaN) - 1);
  const deviation = sampleDeviation(returns);
  return deviation !== undefined && deviation > 0 && Number.isFinite(deviation)
    ? deviation
    : undefined;
}

/** Shares of the sum of positive numbers. */
function normalised(values: ReadonlyMap<string, number>): Map<string, number> {
  const sum = [...values.values()].reduce((total, value) => total + value, 0);
  return new Map([...values].map(([symbol, value]) => [symbol, value / sum]));
}

/**
 * The weights that a plan asks for. `inverse-volatility`: 1 ÷ σ of each share's daily returns over the
 * window, brought to a sum of 1 (the naive risk parity of Maillard, Roncalli and Teiletche 2010);
 * who has too few closes gets none. `fixed` may add up to less: the rest stays cash.
 *
 * @param published the index's own weights by symbol, in any one unit; only of `index`
 * @throws Failure `config` where the index's file lacks a member
 */
export function targetWeights(
  plan: TargetPlan,
  shares: readonly Weighable[],
  published: ReadonlyMap<string, number> = new Map(),
): TargetWeights {
  switch (plan.weighting) {
    case 'fixed': {
      const weights = Object.entries(plan.weights).map(([symbol, percent]): [string, number] => [
        symbol,
        percent / 100,
      ]);
      return { weights: new Map(weights), left: [] };
    }
    case 'equal':
      return {
        weights: new Map(shares.map(({ symbol }) => [symbol, 1 / shares.length])),
        left: [],
      };
    case 'index': {
      const lacking = shares.filter(({ symbol }) => !((published.get(symbol) ?? 0) > 0));
      if (lacking.length > 0) {
        throw new Failure(
          'config',
          `${plan.place}: expected a weight of every member of ${plan.index ?? ''} in "${plan.weightsFile ?? ''}", found none of ${lacking.map(({ symbol }) => symbol).join(', ')}`,
        );
      }
      const own = shares.map(({ symbol }): [string, number] => [
        symbol,
        published.get(symbol) ?? 0,
      ]);
      return { weights: normalised(new Map(own)), left: [] };
    }
    case 'inverse-volatility': {
      const inverse = new Map<string, number>();
      const left: { symbol: string; why: string }[] = [];
      for (const { symbol, closes } of shares) {
        const deviation = deviationOf(closes, plan.windowSessions);
        if (deviation !== undefined) inverse.set(symbol, 1 / deviation);
        else {
          const why = `its volatility needs ${plan.windowSessions + 1} closes that move, ${closes.length} are kept`;
          left.push({ symbol, why });
        }
      }
      return { weights: normalised(inverse), left };
    }
  }
}
