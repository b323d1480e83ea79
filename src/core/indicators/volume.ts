import { TA_LIB, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { ratioOfSums } from './rolling.ts';
import { column, warmUp } from './runs.ts';

/** 1 up, −1 down, 0 neither, without a branch that nobody can foresee. */
function direction(price: number, before: number): number {
  return +(price > before) - +(price < before);
}

/** On-balance volume: begins with the first volume, then plus or minus each as the close moved. */
export function obv({ close, volume }: Bars): Float64Array {
  const out = column(close.length);
  let sum = volume[0] ?? 0;
  let before = close[0] ?? 0;
  for (let bar = 0; bar < out.length; bar++) {
    const price = close[bar] as number;
    sum += (volume[bar] as number) * direction(price, before);
    out[bar] = sum;
    before = price;
  }
  return out;
}

/** Accumulation and distribution: volumes weighed by where in its range the bar closed. */
export function accumulation({ high, low, close, volume }: Bars): Float64Array {
  const out = column(close.length);
  let sum = 0;
  for (let bar = 0; bar < out.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const price = close[bar] as number;
    const range = top - bottom;
    if (range > 0) sum += ((price - bottom - (top - price)) / range) * (volume[bar] as number);
    out[bar] = sum;
  }
  return out;
}

/** Money flow index, 0 to 100; 0 where less than one unit flowed, as TA-Lib has it. */
export function moneyFlow({ high, low, close, volume }: Bars, span: number): Float64Array {
  const out = column(close.length);
  warmUp(out, 0, span, out.length);
  // What flowed with each bar, below zero where the price fell.
  const flows = column(close.length);
  let before = Number.NaN;
  let [inflow, outflow] = [0, 0];
  for (let bar = 0; bar < out.length; bar++) {
    const price = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
    const flow = price * (volume[bar] as number);
    if (bar > span) {
      const leaving = flows[bar - span] as number;
      const size = Math.abs(leaving);
      inflow -= (size + leaving) / 2;
      outflow -= (size - leaving) / 2;
    }
    const move = flow * direction(price, before);
    const size = Math.abs(move);
    flows[bar] = move;
    inflow += (size + move) / 2;
    outflow += (size - move) / 2;
    before = price;
    if (bar < span) continue;
    const both = inflow + outflow;
    out[bar] = both < 1 ? 0 : (100 * inflow) / both;
  }
  return out;
}

/**
 * Mean price of what was dealt, typical prices weighed by volume; absent where nothing was.
 *
 * @param span bars of the window; 0 for all since the first, as within one session
 */
export function vwap({ high, low, close, volume }: Bars, span: number): Float64Array {
  const dealt = column(close.length);
  for (let bar = 0; bar < dealt.length; bar++) {
    const sum = (high[bar] as number) + (low[bar] as number) + (close[bar] as number);
    dealt[bar] = (sum / 3) * (volume[bar] as number);
  }
  if (span > 0) return ratioOfSums(dealt, volume, span);
  let [worth, shares] = [0, 0];
  for (let bar = 0; bar < dealt.length; bar++) {
    worth += dealt[bar] as number;
    shares += volume[bar] as number;
    dealt[bar] = shares === 0 ? Number.NaN : worth / shares;
  }
  return dealt;
}

/** What volumes tell. */
export const VOLUME: readonly Indicator[] = [
  {
    name: 'obv',
    summary: 'on-balance volume',
    parameters: [],
    input: 'bars',
    outputs: ['obv'],
    formula: '± V as C rose or fell; the first V to begin with',
    source: `${TA_LIB}; Granville 1963`,
    compute: (bars) => [obv(bars)],
  },
  {
    name: 'ad',
    summary: 'accumulation and distribution',
    parameters: [],
    input: 'bars',
    outputs: ['ad'],
    formula: 'Σ V·((C − L) − (H − C))/(H − L)',
    source: `${TA_LIB}; Chaikin`,
    compute: (bars) => [accumulation(bars)],
  },
  {
    name: 'mfi',
    summary: 'money flow index, 0 to 100',
    parameters: [period(14, 'period', 2)],
    input: 'bars',
    outputs: ['mfi'],
    formula: '100·inflow/(inflow + outflow) of T·V as T = (H + L + C)/3 rose or fell; 0 below 1',
    source: `${TA_LIB}; Quong and Soudack 1989`,
    compute: (bars, [span = 14]) => [moneyFlow(bars, span)],
  },
  {
    name: 'vwap',
    summary: 'mean price of what was dealt',
    parameters: [period(20, 'period', 0)],
    input: 'bars',
    outputs: ['vwap'],
    formula: 'Σ T·V / Σ V over n bars, T = (H + L + C)/3; n = 0: since the first bar',
    source: 'field standard',
    compute: (bars, [span = 20]) => [vwap(bars, span)],
  },
];
