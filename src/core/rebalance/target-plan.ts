/**
 * Where target weights come from: written out, the same for each, the index's own as the exchange
 * publishes them in a file, or the inverse of each share's volatility.
 */
export const WEIGHTINGS = ['fixed', 'equal', 'index', 'inverse-volatility'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

/** The weights that an account is to have, as they were configured. */
export interface TargetPlan {
  /** Name of the account. */
  readonly account: string;
  /** Where it was configured: `paperjobs.toml:12`. */
  readonly place: string;
  readonly enabled: boolean;
  readonly weighting: Weighting;
  /** Per cent by symbol, of what is not held as cash; only of `fixed`. */
  readonly weights: Readonly<Record<string, number>>;
  /** What is to be held; of `fixed`, the symbols of its weights. */
  readonly symbols: readonly string[];
  /** Held are the members of this index instead. */
  readonly index?: string;
  /** A CSV of symbols and weights, as the exchange publishes it each month; only of `index`. */
  readonly weightsFile?: string;
  /** Drift of a weight, in per cent of the account, up to which nothing is traded. */
  readonly bandPercent: number;
  /** Smallest trade, in rupees. */
  readonly minimumRupees: number;
  /** Part of the account that stays cash, per cent. */
  readonly cashPercent: number;
  /** Bars behind a volatility. */
  readonly windowSessions: number;
}

/** What a plan is unless its table says otherwise. */
export const USUAL_TARGETS = {
  enabled: true,
  weighting: 'equal',
  weights: {},
  symbols: [],
  bandPercent: 1,
  minimumRupees: 1000,
  cashPercent: 2,
  windowSessions: 60,
} as const satisfies Partial<TargetPlan>;
