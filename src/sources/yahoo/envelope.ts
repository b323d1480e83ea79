import { array, nullish, object, string, unknown } from 'valibot';
import { Failure } from '../../core/failure.ts';
import type { HttpAnswer } from '../../ports/http.ts';
import { succeeded } from '../answer.ts';
import { decoded, jsonOf, listAt, misshapen } from '../decode.ts';

const REFUSED = object({
  chart: object({ error: object({ code: string(), description: string() }) }),
});
const CHART = object({
  chart: object({
    error: nullish(object({ code: string(), description: string() })),
    result: nullish(array(unknown())),
  }),
});
const RESULT = object({
  meta: object({ currency: nullish(string()), dataGranularity: string() }),
  timestamp: nullish(unknown()),
  indicators: object({ quote: array(unknown()) }),
});
const QUOTE = object({
  open: unknown(),
  high: unknown(),
  low: unknown(),
  close: unknown(),
  volume: unknown(),
});

const PATH = 'chart.result[0]';

/** Parallel lists, one element per bar: any element may be null. */
export interface ChartColumns {
  readonly timestamp: readonly unknown[];
  readonly open: readonly unknown[];
  readonly high: readonly unknown[];
  readonly low: readonly unknown[];
  readonly close: readonly unknown[];
  readonly volume: readonly unknown[];
}

/** What an answer must be of. */
export interface ExpectedChart {
  readonly granularity: string;
  /** Absent: whatever it says. */
  readonly currency?: string | undefined;
  /** What was asked for, window included. */
  readonly asked: string;
}

function refusal(code: string, description: string, asked: string): undefined | 'empty' {
  if (code === 'Not Found') return undefined;
  if (description.startsWith("Data doesn't exist for startDate")) return 'empty';
  throw new Failure(
    'bad-data',
    `expected ${asked} from Yahoo, found ${code}: "${description}"; the request is wrong, which is a bug`,
    { detail: { yahooCode: code } },
  );
}

function columnAt(value: unknown, name: string, length: number): readonly unknown[] {
  const path = `${PATH}.indicators.quote[0].${name}`;
  const column = listAt(value, path);
  if (column.length === length) return column;
  throw misshapen(`${path}.length`, `${length}, one element per timestamp`, column.length);
}

function columnsOf(
  result: unknown,
  { granularity, currency }: ExpectedChart,
): ChartColumns | 'empty' {
  const { meta, timestamp, indicators } = decoded(RESULT, result, PATH);
  if (timestamp === undefined || timestamp === null) return 'empty';
  const stamps = listAt(timestamp, `${PATH}.timestamp`);
  if (stamps.length === 0) return 'empty';
  if (meta.dataGranularity !== granularity) {
    throw misshapen(`${PATH}.meta.dataGranularity`, `"${granularity}"`, meta.dataGranularity);
  }
  if (currency !== undefined && meta.currency !== currency) {
    throw misshapen(`${PATH}.meta.currency`, `"${currency}"`, meta.currency);
  }
  const quote = decoded(QUOTE, indicators.quote[0], `${PATH}.indicators.quote[0]`);
  return {
    timestamp: stamps,
    open: columnAt(quote.open, 'open', stamps.length),
    high: columnAt(quote.high, 'high', stamps.length),
    low: columnAt(quote.low, 'low', stamps.length),
    close: columnAt(quote.close, 'close', stamps.length),
    volume: columnAt(quote.volume, 'volume', stamps.length),
  };
}

/**
 * Opens the envelope down to the one result.
 *
 * @param asked what was asked for, for the sentence
 * @returns absent when Yahoo does not know the symbol, or has nothing of the window
 * @throws Failure `bad-data` as `openChart` does
 */
export function openResult(answer: HttpAnswer, asked: string): { value: unknown } | undefined {
  const body = jsonOf(answer.body);
  if (!succeeded(answer)) {
    const { code, description } = decoded(REFUSED, body).chart.error;
    refusal(code, description, asked);
    return undefined;
  }
  const { error, result } = decoded(CHART, body).chart;
  if (error) {
    refusal(error.code, error.description, asked);
    return undefined;
  }
  if (!result) throw misshapen('chart.result', 'a list', result);
  return result.length === 0 ? undefined : { value: result[0] };
}

/**
 * Opens the envelope of a chart. A window without bars comes as an error of its own or as a result
 * without `timestamp`.
 *
 * @returns absent when Yahoo does not know the symbol; `empty` when the window holds nothing
 * @throws Failure `bad-data` naming the path of what is missing, of another granularity or currency;
 *   and for a window that Yahoo does not serve (422), which is a bug of ours
 */
export function openChart(
  answer: HttpAnswer,
  expected: ExpectedChart,
): ChartColumns | 'empty' | undefined {
  const body = jsonOf(answer.body);
  if (!succeeded(answer)) {
    const { code, description } = decoded(REFUSED, body).chart.error;
    return refusal(code, description, expected.asked);
  }
  const { error, result } = decoded(CHART, body).chart;
  if (error) return refusal(error.code, error.description, expected.asked);
  if (!result) throw misshapen('chart.result', 'a list', result);
  return columnsOf(result[0], expected);
}
