import { TA_LIB, period } from './indicator.ts';
import type { Bars, Indicator } from './indicator.ts';
import { typical } from './oscillators.ts';
import { rollingSum } from './rolling.ts';

/** On-balance volume: begins with the first volume, then plus or minus each as the close moved. */
export function obv({ close, volume }: Bars): Float64Array {
  const out = new Float64Array(close.length);
  let sum = volume[0] ?? 0;
  let before = close[0] ?? 0;
  for (let bar = 0; bar < out.length; bar++) {
    const price = close[bar] as number;
    if (price > before) sum += volume[bar] as number;
    else if (price < before) sum -= volume[bar] as number;
    out[bar] = sum;
    before = price;
  }
  return out;
}

/** Accumulation and distribution: volumes weighed by where in its range the bar closed. */
export function accumulation({ high, low, close, volume }: Bars): Float64Array {
  const out = new Float64Array(close.length);
  let sum = 0;
  for (let bar = 0; bar < out.length; bar++) {
    const [top, bottom, price] = [high[bar] as number, low[bar] as number, close[bar] as number];
    const range = top - bottom;
    if (range > 0) sum += ((price - bottom - (top - price)) / range) * (volume[bar] as number);
    out[bar] = sum;
  }
  return out;
}

/** Money flow index, 0 to 100; 0 where less than one unit flowed, as TA-Lib has it. */
export function moneyFlow(bars: Bars, span: number): Float64Array {
  const flows = typical(bars);
  const out = new Float64Array(flows.length).fill(Number.NaN);
  let before = flows[0] ?? 0;
  let [inflow, outflow] = [0, 0];
  for (let bar = 1; bar < out.length; bar++) {
    const price = flows[bar] as number;
    const flow = price * (bars.volume[bar] as number);
    if (bar > span) {
      const leaving = flows[bar - span] as number;
      if (leaving > 0) inflow -= leaving;
      else outflow += leaving;
    }
    // From here on the place holds the flow, below zero where the price fell.
    if (price > before) {
      flows[bar] = flow;
      inflow += flow;
    } else if (price < before) {
      flows[bar] = -flow;
      outflow += flow;
    } else {
      flows[bar] = 0;
    }
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
export function vwap(bars: Bars, span: number): Float64Array {
  const value = typical(bars);
  for (let bar = 0; bar < value.length; bar++) {
    value[bar] = (value[bar] as number) * (bars.volume[bar] as number);
  }
  if (span > 0) {
    const shares = rollingSum(bars.volume, span);
    return rollingSum(value, span).map((sum, bar) => ratio(sum, shares[bar] as number));
  }
  let [worth, shares] = [0, 0];
  return value.map((dealt, bar) => {
    worth += dealt;
    shares += bars.volume[bar] as number;
    return ratio(worth, shares);
  });
}

const ratio = (above: number, below: number): number => (below === 0 ? Number.NaN : above / below);

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
