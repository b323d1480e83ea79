import { mix, share, swing } from './hash.ts';
import type { SandboxInstrument } from './instrument.ts';

/** The exchange's smallest step of a price, in paise. */
export const TICK_PAISE = 5;

/** Minutes of one stretch of trading as columns, oldest first; prices in paise, volume in shares. */
export interface MinutePath {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Shares dealt in. 0 in every minute of an index. */
  readonly volume: Float64Array;
  /** 1 where the minute has a bar, 0 where nothing was dealt. */
  readonly traded: Uint8Array;
}

/** What makes one day's path. */
export interface DayShape {
  /** Key of instrument and seed. */
  readonly key: number;
  /** Key of what all instruments of a seed share. */
  readonly marketKey: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minutes of continuous trading. */
  readonly minutes: number;
  /** New shares for one of that day through all later actions; prices are as many times higher. */
  readonly newPerOld: number;
}

/** Longest wave of the level: 2^10 days. */
const WAVES = 11;
/** Makes the move of a day out of all waves together about `dayMoveRatio`. */
const WAVE_SCALE = 0.87;
const MARKET_MOVE_RATIO = 0.007;
/** Part of the day's move that happens before the opening. */
const OVERNIGHT_PART = 0.35;
const USUAL_MINUTES = 375;

/** Names of what is drawn for a day; minutes are drawn from `MINUTES` on. */
const DRAW = { gap: 1, locked: 2, volume: 3, displacement: 1000, minute: 2000, traded: 3000 };

/**
 * Waves of 1, 2, 4 … 1024 days, each interpolated between hashed values and higher the longer it is,
 * so that their sum looks like a random walk and is known for any day without walking there.
 */
function waves(key: number, day: number): number {
  let sum = 0;
  for (let wave = 0; wave < WAVES; wave++) {
    const length = 1 << wave;
    const cell = Math.floor(day / length);
    const waveKey = mix(key, wave + 77);
    const left = swing(waveKey, cell);
    const height = left + (swing(waveKey, cell + 1) - left) * (day / length - cell);
    sum += height * Math.sqrt(length);
  }
  return sum * WAVE_SCALE;
}

/** Price at the end of a day in paise, not yet on a tick, in shares as they are after every action. */
function levelPaise(instrument: SandboxInstrument, shape: DayShape, day: number): number {
  const own = waves(shape.key, day) * instrument.dayMoveRatio;
  const market = waves(shape.marketKey, day) * MARKET_MOVE_RATIO * instrument.beta;
  return instrument.basePaise * Math.exp(own + market);
}

function onTick(paise: number): number {
  return Math.max(TICK_PAISE, Math.round(paise / TICK_PAISE) * TICK_PAISE);
}

/** Fills the points between two known ones by halving, each midpoint moved by a hashed step. */
function bridge(
  points: Float64Array,
  first: number,
  last: number,
  key: number,
  step: number,
): void {
  const middle = (first + last) >> 1;
  if (middle === first) return;
  const straight = ((points[first] ?? 0) + (points[last] ?? 0)) / 2;
  points[middle] =
    straight + swing(key, DRAW.displacement + middle) * step * Math.sqrt(last - first);
  bridge(points, first, middle, key, step);
  bridge(points, middle, last, key, step);
}

/** Price at the start of each minute and at the end of the last, in paise, not yet on a tick. */
function pricePoints(instrument: SandboxInstrument, shape: DayShape, key: number): Float64Array {
  const { day, minutes, newPerOld } = shape;
  const points = new Float64Array(minutes + 1);
  const close = levelPaise(instrument, shape, day) * newPerOld;
  if (share(key, DRAW.locked) < instrument.lockedDaysRatio) return points.fill(close);
  const before = levelPaise(instrument, shape, day - 1) * newPerOld;
  const move = instrument.dayMoveRatio + MARKET_MOVE_RATIO * instrument.beta;
  const gap = swing(key, DRAW.gap) ** 3 * move;
  points[0] = (before + (close - before) * OVERNIGHT_PART) * (1 + gap);
  points[minutes] = close;
  bridge(points, 0, minutes, key, (close * move * 0.6) / Math.sqrt(USUAL_MINUTES));
  return points;
}

/**
 * The one-minute bars of one day, as they were dealt: raw prices on the tick, volume high at both
 * ends of the day. A pure function of its arguments.
 */
export function minutePath(instrument: SandboxInstrument, shape: DayShape): MinutePath {
  const { minutes, newPerOld } = shape;
  const key = mix(shape.key, shape.day);
  const points = pricePoints(instrument, shape, key);
  const locked = share(key, DRAW.locked) < instrument.lockedDaysRatio;
  const move = instrument.dayMoveRatio + MARKET_MOVE_RATIO * instrument.beta;
  const reach = locked ? 0 : ((points[0] ?? 0) * move) / Math.sqrt(USUAL_MINUTES);
  const perMinute =
    ((instrument.dailyShares / newPerOld) * Math.exp(swing(key, DRAW.volume) * 0.8)) /
    (USUAL_MINUTES * instrument.tradedMinutesRatio);
  const lot = instrument.lotShares;
  const path: MinutePath = {
    open: new Float64Array(minutes),
    high: new Float64Array(minutes),
    low: new Float64Array(minutes),
    close: new Float64Array(minutes),
    volume: new Float64Array(minutes),
    traded: new Uint8Array(minutes),
  };
  for (let minute = 0; minute < minutes; minute++) {
    if (share(key, DRAW.traded + minute) >= instrument.tradedMinutesRatio) continue;
    // One hash makes four small draws: how far up, how far down, how much, and the first price.
    const bits = mix(key, DRAW.minute + minute);
    const start = points[minute] ?? 0;
    const open = onTick(start + (minute === 0 ? 0 : ((bits >>> 24) / 255 - 0.5) * reach * 0.3));
    const close = onTick(points[minute + 1] ?? 0);
    path.traded[minute] = 1;
    path.open[minute] = open;
    path.close[minute] = close;
    path.high[minute] = onTick(Math.max(open, close) + ((bits & 255) / 255) * reach * 0.6);
    path.low[minute] = onTick(Math.min(open, close) - (((bits >>> 8) & 255) / 255) * reach * 0.6);
    if (instrument.kind === 'index') continue;
    const place = (2 * minute) / Math.max(1, minutes - 1) - 1;
    const wanted = perMinute * (0.5 + 1.5 * place * place) * (0.4 + ((bits >>> 16) & 255) / 213);
    path.volume[minute] = Math.max(1, Math.round(wanted / lot)) * lot;
  }
  return path;
}
