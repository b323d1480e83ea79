import type { Bars, Indicator } from './indicator.ts';
import { INDICATORS } from './registry.ts';

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

const column = (
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
  Object.entries(names).map(([name, output]) => column(name, indicator, parameters, output));

/** The columns of the indicators table, in its order: InStock's 74. */
export const INDICATOR_COLUMNS: readonly IndicatorColumn[] = [
  { name: 'close', parameters: [] },
  ...columns('macd', [12, 26, 9], { macd: 'macd', macds: 'signal', macdh: 'hist' }),
  ...columns('kdj', [9, 3, 3], { kdjk: 'k', kdjd: 'd', kdjj: 'j' }),
  ...columns('bbands', [20, 2], { boll_ub: 'upper', boll: 'middle', boll_lb: 'lower' }),
  column('trix', 'trix', [12]),
  averaged('trix_20_sma', 'sma', 20, 'trix'),
  column('tema', 'tema', [14]),
  column('cr', 'cr', [26]),
  averaged('cr-ma1', 'sma', 5, 'cr'),
  averaged('cr-ma2', 'sma', 10, 'cr'),
  averaged('cr-ma3', 'sma', 20, 'cr'),
  column('rsi_6', 'rsi', [6]),
  column('rsi_12', 'rsi', [12]),
  column('rsi', 'rsi', [14]),
  column('rsi_24', 'rsi', [24]),
  column('vr', 'vr', [26]),
  averaged('vr_6_sma', 'sma', 6, 'vr'),
  column('roc', 'roc', [12]),
  averaged('rocma', 'sma', 6, 'roc'),
  averaged('rocema', 'ema', 9, 'roc'),
  ...columns('dmi', [14, 6], { pdi: 'pdi', mdi: 'mdi', dx: 'dx', adx: 'adx', adxr: 'adxr' }),
  column('wr_6', 'willr', [6]),
  column('wr_10', 'willr', [10]),
  column('wr_14', 'willr', [14]),
  column('cci', 'cci', [14]),
  column('cci_84', 'cci', [84]),
  column('tr', 'tr', []),
  column('atr', 'atr', [14]),
  column('dma', 'dma', [10, 50]),
  averaged('dma_10_sma', 'sma', 10, 'dma'),
  column('obv', 'obv', []),
  column('sar', 'sar', [0.02, 0.2]),
  column('psy', 'psy', [12]),
  averaged('psyma', 'sma', 6, 'psy'),
  column('br', 'br', [26]),
  column('ar', 'ar', [26]),
  column('emv', 'emv', [14]),
  averaged('emva', 'sma', 9, 'emv'),
  column('bias', 'bias', [6]),
  column('mfi', 'mfi', [14]),
  averaged('mfisma', 'sma', 6, 'mfi'),
  column('vwma', 'vwap', [14]),
  averaged('mvwma', 'sma', 6, 'vwma'),
  ...columns('ppo', [12, 26, 9], { ppo: 'ppo', ppos: 'signal', ppoh: 'hist' }),
  ...columns('wt', [10, 21, 4], { wt1: 'wt1', wt2: 'wt2' }),
  ...columns('supertrend', [14, 3], {
    supertrend_ub: 'upper',
    supertrend: 'supertrend',
    supertrend_lb: 'lower',
  }),
  column('dpo', 'dpo', [11]),
  averaged('madpo', 'sma', 6, 'dpo'),
  column('vhf', 'vhf', [28]),
  ...columns('rvi', [10], { rvi: 'rvi', rvis: 'signal' }),
  column('fi', 'force', [1]),
  column('force_2', 'force', [2]),
  column('force_13', 'force', [13]),
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
    steps.set(key, { indicator, parameters, of: after, fills });
  }
  return [...steps.values()];
}

const STEPS: readonly Step[] = stepsOf(INDICATOR_COLUMNS);

/**
 * Every column of the table over whole bars, in the order of the columns, each as long as the bars;
 * NaN while it warms up.
 */
export function indicatorColumns(bars: Bars): readonly Float64Array[] {
  const out: Float64Array[] = INDICATOR_COLUMNS.map(() => bars.close);
  for (const { indicator, parameters, of, fills } of STEPS) {
    const series = of < 0 ? undefined : out[of];
    const outputs = indicator.compute(bars, parameters, series);
    for (const [place, column] of fills.entries()) {
      const values = outputs[place];
      if (column >= 0 && values) out[column] = values;
    }
  }
  return out;
}
