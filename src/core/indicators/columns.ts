import type { Bars, Indicator } from './indicator.ts';
import { INDICATORS } from './registry.ts';
import { column } from './runs.ts';

/** A column of the indicators table: one output of an indicator with fixed parameters. */
export interface IndicatorColumn {
  /** As InStock names it. */
  readonly name: string;
  /** Absent: the close itself. */
  readonly indicator?: string;
  readonly parameters: readonly number[];
  /** Absent: the indicator's first. */
  readonly output?: string;
  /** The column before it that it works on; absent: the closes, or whole bars. */
  readonly of?: string;
}

const one = (
  name: string,
  indicator: string,
  parameters: readonly number[],
  output?: string,
): IndicatorColumn => ({
  name,
  indicator,
  parameters,
  ...(output === undefined ? {} : { output }),
});

const averaged = (
  name: string,
  indicator: 'sma' | 'ema',
  span: number,
  of: string,
): IndicatorColumn => ({
  name,
  indicator,
  parameters: [span],
  of,
});

/** Columns of several outputs of one indicator: names by output. */
const columns = (
  indicator: string,
  parameters: readonly number[],
  names: Readonly<Record<string, string>>,
): IndicatorColumn[] =>
  Object.entries(names).map(([name, output]) => one(name, indicator, parameters, output));

/** The columns of the indicators table, in its order: InStock's 74. */
export const INDICATOR_COLUMNS: readonly IndicatorColumn[] = [
  { name: 'close', parameters: [] },
  ...columns('macd', [12, 26, 9], { macd: 'macd', macds: 'signal', macdh: 'hist' }),
  ...columns('kdj', [9, 3, 3], { kdjk: 'k', kdjd: 'd', kdjj: 'j' }),
  ...columns('bbands', [20, 2], { boll_ub: 'upper', boll: 'middle', boll_lb: 'lower' }),
  one('trix', 'trix', [12]),
  averaged('trix_20_sma', 'sma', 20, 'trix'),
  one('tema', 'tema', [14]),
  one('cr', 'cr', [26]),
  averaged('cr-ma1', 'sma', 5, 'cr'),
  averaged('cr-ma2', 'sma', 10, 'cr'),
  averaged('cr-ma3', 'sma', 20, 'cr'),
  one('rsi_6', 'rsi', [6]),
  one('rsi_12', 'rsi', [12]),
  one('rsi', 'rsi', [14]),
  one('rsi_24', 'rsi', [24]),
  one('vr', 'vr', [26]),
  averaged('vr_6_sma', 'sma', 6, 'vr'),
  one('roc', 'roc', [12]),
  averaged('rocma', 'sma', 6, 'roc'),
  averaged('rocema', 'ema', 9, 'roc'),
  ...columns('dmi', [14, 6], { pdi: 'pdi', mdi: 'mdi', dx: 'dx', adx: 'adx', adxr: 'adxr' }),
  one('wr_6', 'willr', [6]),
  one('wr_10', 'willr', [10]),
  one('wr_14', 'willr', [14]),
  one('cci', 'cci', [14]),
  one('cci_84', 'cci', [84]),
  one('tr', 'tr', []),
  one('atr', 'atr', [14]),
  one('dma', 'dma', [10, 50]),
  averaged('dma_10_sma', 'sma', 10, 'dma'),
  one('obv', 'obv', []),
  one('sar', 'sar', [0.02, 0.2]),
  one('psy', 'psy', [12]),
  averaged('psyma', 'sma', 6, 'psy'),
  one('br', 'br', [26]),
  one('ar', 'ar', [26]),
  one('emv', 'emv', [14]),
  averaged('emva', 'sma', 9, 'emv'),
  one('bias', 'bias', [6]),
  one('mfi', 'mfi', [14]),
  averaged('mfisma', 'sma', 6, 'mfi'),
  one('vwma', 'vwap', [14]),
  averaged('mvwma', 'sma', 6, 'vwma'),
  ...columns('ppo', [12, 26, 9], { ppo: 'ppo', ppos: 'signal', ppoh: 'hist' }),
  ...columns('wt', [10, 21, 4], { wt1: 'wt1', wt2: 'wt2' }),
  ...columns('supertrend', [14, 3], {
    supertrend_ub: 'upper',
    supertrend: 'supertrend',
    supertrend_lb: 'lower',
  }),
  one('dpo', 'dpo', [11]),
  averaged('madpo', 'sma', 6, 'dpo'),
  one('vhf', 'vhf', [28]),
  ...columns('rvi', [10], { rvi: 'rvi', rvis: 'signal' }),
  one('fi', 'force', [1]),
  one('force_2', 'force', [2]),
  one('force_13', 'force', [13]),
  ...columns('ene', [10, 11, 9], { ene_ue: 'upper', ene: 'middle', ene_le: 'lower' }),
  ...columns('stochrsi', [14, 14, 3], { stochrsi_k: 'k', stochrsi_d: 'd' }),
];

/** How an expression asks for the column's values. */
export function expressionOf({ name, indicator, parameters, output, of }: IndicatorColumn): string {
  if (indicator === undefined) return name;
  const inner = INDICATOR_COLUMNS.find((one) => one.name === of);
  const words = [...(inner ? [expressionOf(inner)] : []), ...parameters];
  const call = words.length > 0 ? `${indicator}(${words.join(',')})` : indicator;
  return output === undefined ? call : `${call}.${output}`;
}

/** What computes columns, and which series each takes. */
interface Step {
  readonly indicator: Indicator;
  readonly parameters: readonly number[];
  /** Place of the column that it works on; −1: the bars. */
  readonly of: number;
  /** Places of the columns that its outputs fill; −1: none. */
  readonly fills: readonly number[];
  /** Another column works on it: it is needed whole. */
  readonly whole: boolean;
}

/** Outputs of one call come out of one computation. */
function stepsOf(list: readonly IndicatorColumn[]): Step[] {
  const steps = new Map<string, Step>();
  for (const [place, { indicator: name, parameters, output, of }] of list.entries()) {
    if (name === undefined) continue;
    const indicator = INDICATORS.get(name);
    if (!indicator)
      throw new Error(`the column at ${place} asks for "${name}", which is no indicator`);
    const key = JSON.stringify([name, parameters, of]);
    const known = steps.get(key);
    const fills = [...(known?.fills ?? indicator.outputs.map(() => -1))];
    fills[output === undefined ? 0 : indicator.outputs.indexOf(output)] = place;
    const after = list.findIndex((one) => one.name === of);
    const whole = fills.some((filled) => list.some((one) => one.of === list[filled]?.name));
    steps.set(key, { indicator, parameters, of: after, fills, whole });
  }
  return [...steps.values()];
}

const STEPS: readonly Step[] = stepsOf(INDICATOR_COLUMNS);

/** What a step comes to where nothing before a place is looked at. */
function withoutStart({ indicator, parameters }: Step, bars: Bars, start: number): Float64Array[] {
  const tail = {
    open: bars.open.subarray(start),
    high: bars.high.subarray(start),
    low: bars.low.subarray(start),
    close: bars.close.subarray(start),
    volume: bars.volume.subarray(start),
  };
  return indicator.compute(tail, parameters).map((values) => {
    const out = column(bars.close.length).fill(Number.NaN, 0, start);
    out.set(values, start);
    return out;
  });
}

/**
 * Every column of the table over whole bars, in the order of the columns, each as long as the bars;
 * NaN while it warms up.
 *
 * @param from the first place that is looked at: before it, columns that need little history are left
 *   out; the values from there on are the same to the last digit
 */
export function indicatorColumns(bars: Bars, from = 0): readonly Float64Array[] {
  const out: Float64Array[] = INDICATOR_COLUMNS.map(() => bars.close);
  for (const step of STEPS) {
    const { indicator, parameters, of, fills, whole } = step;
    const start = whole ? 0 : (indicator.firstNeeded?.(parameters, from) ?? 0);
    const series = of < 0 ? undefined : out[of];
    const outputs =
      start > 0 ? withoutStart(step, bars, start) : indicator.compute(bars, parameters, series);
    for (const [place, at] of fills.entries()) {
      const values = outputs[place];
      if (at >= 0 && values) out[at] = values;
    }
  }
  return out;
}
