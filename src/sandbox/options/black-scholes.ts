/** A European option without dividends; years, fractions, and prices in one unit. */
export interface OptionTerms {
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly rate: number;
  readonly volatility: number;
}

/** Price of a call and a put, and how they answer: theta per day, vega per percent of volatility. */
export interface OptionValue {
  readonly call: number;
  readonly put: number;
  readonly callDelta: number;
  readonly gamma: number;
  readonly callTheta: number;
  readonly vega: number;
}

/** The normal distribution function, to seven digits. @see Abramowitz and Stegun 26.2.17 */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    density(x) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

function density(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** @see Black and Scholes, The Pricing of Options and Corporate Liabilities (1973) */
export function blackScholes({ spot, strike, years, rate, volatility }: OptionTerms): OptionValue {
  const spread = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * years) / spread;
  const d2 = d1 - spread;
  const discounted = strike * Math.exp(-rate * years);
  const call = spot * normal(d1) - discounted * normal(d2);
  const decay = (spot * density(d1) * volatility) / (2 * Math.sqrt(years));
  return {
    call,
    // Put–call parity.
    put: call - spot + discounted,
    callDelta: normal(d1),
    gamma: density(d1) / (spot * spread),
    callTheta: -(decay + rate * discounted * normal(d2)) / 365,
    vega: (spot * density(d1) * Math.sqrt(years)) / 100,
  };
}
