import { literal, object, unknown } from 'valibot';
import type { DailyBar, IntradayBar, Ohlcv } from '../../core/market/bar.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { BarsAnswer, DailyAsk, IntradayAsk } from '../../ports/prices.ts';
import { collectBars, outsideWindow } from '../bars-collector.ts';
import { decoded, listAt, misshapen } from '../decode.ts';
import { ohlcvOf } from '../ohlcv.ts';

const ENVELOPE = object({ status: literal('success'), data: object({ candles: unknown() }) });
const START = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+05:30$/;

function pathOf(row: number): string {
  return `data.candles[${row}]`;
}

/** A cell that must be a number; NaN for null, which refuses its row only. */
function numberAt(candle: readonly unknown[], row: number, column: number): number {
  const cell = candle[column];
  if (typeof cell === 'number') return cell;
  if (cell === null) return Number.NaN;
  throw misshapen(`${pathOf(row)}[${column}]`, 'a number', cell);
}

/** When a candle starts, and on which day in India. */
interface CandleStart {
  readonly start: Instant;
  readonly session: SessionDate;
  readonly text: string;
}

function startAt(candle: readonly unknown[], row: number): CandleStart {
  const cell = candle[0];
  const text = typeof cell === 'string' && START.test(cell) ? cell : '';
  const session = text.slice(0, 10);
  const milliseconds = Date.parse(text);
  if (isSessionDate(session) && Number.isFinite(milliseconds)) {
    return { start: instant(milliseconds / 1000), session, text };
  }
  throw misshapen(`${pathOf(row)}[0]`, 'a time like 2026-09-03T09:15:00+05:30', cell);
}

/** Walks the candles: `[start, open, high, low, close, volume, open interest]`, newest first. */
function eachCandle(
  envelope: unknown,
  visit: (row: string, at: CandleStart, ohlcv: Ohlcv | string) => void,
): void {
  const candles = listAt(decoded(ENVELOPE, envelope).data.candles, 'data.candles');
  for (const [row, cells] of candles.entries()) {
    const candle = listAt(cells, pathOf(row));
    const at = startAt(candle, row);
    const cell = (column: number): number => numberAt(candle, row, column);
    visit(`candles[${row}]`, at, ohlcvOf(cell(1), cell(2), cell(3), cell(4), cell(5)));
  }
}

/**
 * Reads daily candles. They are stamped with midnight in India: the first ten characters are the
 * session. Prices are adjusted for splits and bonuses as of the day of asking.
 *
 * @param envelope the answer as parsed
 * @throws Failure `bad-data` naming the path of what is missing or of another type, and when every
 *   row of the window is refused
 */
export function readDailyCandles(envelope: unknown, ask: DailyAsk): BarsAnswer<DailyBar> {
  const bars = collectBars<DailyBar>(`1d bars of ${ask.listing.symbol}`, 'first');
  eachCandle(envelope, (row, { session }, ohlcv) => {
    if (session < ask.from || session > ask.to) bars.leaveOut(row, outsideWindow(session, ask));
    else if (typeof ohlcv === 'string') bars.refuse(row, `${session}: ${ohlcv}`);
    else bars.accept(row, session, { session, ...ohlcv });
  });
  return bars.answer();
}

/**
 * Reads candles inside sessions, stamped with their start. The running one is among them when the
 * window reaches the present. Before the open the endpoint of the running day may answer with the
 * day before, which is left out.
 *
 * @throws Failure `bad-data` as for daily candles
 */
export function readIntradayCandles(envelope: unknown, ask: IntradayAsk): BarsAnswer<IntradayBar> {
  const minutes = INTERVAL_MINUTES[ask.interval];
  const bars = collectBars<IntradayBar>(`${ask.interval} bars of ${ask.listing.symbol}`, 'first');
  eachCandle(envelope, (row, { start, session, text }, ohlcv) => {
    const misaligned = start % (minutes * 60) !== 0;
    if (session < ask.from || session > ask.to) bars.leaveOut(row, outsideWindow(text, ask));
    else if (misaligned) bars.refuse(row, `${text} is no start of a ${minutes}-minute bar`);
    else if (typeof ohlcv === 'string') bars.refuse(row, `${text}: ${ohlcv}`);
    else bars.accept(row, start, { start, ...ohlcv });
  });
  return bars.answer();
}
