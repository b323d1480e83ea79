/**
 * Historical value at risk: the return at that quantile, by linear interpolation between order
 * statistics (Hyndman and Fan 1996, type 7, NumPy's default; empyrical `value_at_risk`).
 * Usually negative: −0.03 says that one day in twenty lost 3 % or more.
 *
 * @param cutoff share of the worst days, such as 0.05
 * @returns absent without a return
 */
export function valueAtRisk(returns: Float64Array, cutoff: number): number | undefined {
  const sorted = returns.toSorted();
  const place = (sorted.length - 1) * cutoff;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Conditional value at risk, or expected shortfall: the mean of the worst ⌊(n − 1) × cutoff⌋ + 1
 * returns (empyrical `conditional_value_at_risk`).
 *
 * @returns absent without a return
 */
export function conditionalValueAtRisk(returns: Float64Array, cutoff: number): number | undefined {
  if (returns.length === 0) return undefined;
  const count = Math.floor((returns.length - 1) * cutoff) + 1;
  let sum = 0;
  for (const value of returns.toSorted().subarray(0, count)) sum += value;
  return sum / count;
}
