/** A day as the rules are written for: percent is the move of the close. */
export interface Day {
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly percent: number;
}

/** Days with the move of each. */
export function daysOf(rows: readonly Omit<Day, 'percent'>[]): Day[] {
  return rows.map((row, place) => {
    const before = rows[place - 1];
    return { ...row, percent: before ? (100 * row.close) / before.close - 100 : 0 };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const closes = (days: readonly Day[]): number[] => days.map(({ close }) => close);
/** Mean of the newest closes; undefined without enough. */
const average = (days: readonly Day[], bars: number): number | undefined =>
  days.length < bars ? undefined : mean(closes(days.slice(-bars)));
const spanDays = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

type Test = (days: readonly Day[]) => boolean;

const last = (days: readonly Day[]): Day => days[days.length - 1] as Day;

const surges: Test = (days) => {
  if (days.length < 61) return false;
  const today = last(days);
  const usual = mean(days.slice(-6, -1).map(({ volume }) => volume));
  return (
    today.percent >= 2 &&
    today.close >= today.open &&
    today.close * today.volume >= 1e8 &&
    today.volume / usual >= 2
  );
};

const uptrend: Test = (days) => {
  if (days.length < 59) return false;
  const averages = [29, 19, 9, 0].map((age) => average(days.slice(0, days.length - age), 30) ?? 0);
  const ascending = averages.every((one, place) => place === 0 || one > (averages[place - 1] ?? 0));
  return ascending && (averages[3] ?? 0) > 1.2 * (averages[0] ?? 0);
};

const apron: Test = (days) => {
  for (let age = 3; age <= 14; age++) {
    const place = days.length - 1 - age;
    if (place < 14) continue;
    const day = days[place] as Day;
    if (day.percent <= 9.5) continue;
    if (day.close < Math.max(...closes(days.slice(place - 14, place + 1)))) continue;
    const after = days.slice(place + 1, place + 4);
    const above = after.every(({ open, close }) => open > day.close && close > day.close);
    const flat = after.every(({ open, close }) => Math.abs(close / open - 1) < 0.03);
    const calm = after.slice(1).every(({ percent }) => percent > -5 && percent < 5);
    if (above && flat && calm) return true;
  }
  return false;
};

const retracement: Test = (days) => {
  if (days.length < 309) return false;
  const window = days.slice(-60);
  const yearly = (place: number): number =>
    average(days.slice(0, days.length - 59 + place), 250) ?? 0;
  const top = Math.max(...closes(window));
  const high = window.findIndex(({ close }) => close === top);
  if (high === 0) return false;
  if (!((window[0] as Day).close < yearly(0))) return false;
  if (!((window[high - 1] as Day).close > yearly(high - 1))) return false;
  const since = window.slice(high);
  if (since.some(({ close }, place) => close < yearly(high + place))) return false;
  const bottom = Math.min(...closes(since));
  const [peak, trough] = [window[high] as Day, since.find(({ close }) => close === bottom) as Day];
  const days_ = spanDays(peak.date, trough.date);
  return (
    days_ >= 10 &&
    days_ <= 50 &&
    trough.volume > 0 &&
    peak.volume / trough.volume > 2 &&
    trough.close / peak.close < 0.8
  );
};

const platform: Test = (days) => {
  if (days.length < 60) return false;
  for (let place = days.length - 60; place < days.length; place++) {
    if ((days[place]?.percent ?? 0) < 2) continue;
    const until = days.slice(0, place + 1);
    const middle = average(until, 60);
    const { open, close } = last(until);
    if (middle === undefined || !(open < middle && close >= middle) || !surges(until)) continue;
    const before = days.slice(days.length - 60, place);
    return before.every((day, index) => {
      const own = average(days.slice(0, days.length - 60 + index + 1), 60);
      if (own === undefined) return true;
      const under = (own - day.close) / own;
      return under > -0.05 && under < 0.2;
    });
  }
  return false;
};

const steady: Test = (days) => {
  if (days.length < 60) return false;
  const window = days.slice(-60);
  if (last(window).close / (window[0] as Day).close - 1 < 0.6) return false;
  return window.every((day, place) => {
    if (day.percent < -7 || day.close / day.open - 1 < -0.07) return false;
    const before = window[place - 1];
    if (!before) return true;
    return before.percent + day.percent >= -10 && day.close / before.open - 1 >= -0.1;
  });
};

const newHigh: Test = (days) =>
  days.length >= 60 && last(days).close >= Math.max(...closes(days.slice(-60)));

const flag: Test = (days) => {
  if (days.length < 60) return false;
  const pole = days.slice(-24, -10).map((day) => day);
  const window = [...pole.slice(0, 13), days[days.length - 11] as Day];
  const lowest = Math.min(...window.map(({ low }) => low));
  const two = window.some(
    ({ percent }, place) => place > 0 && percent >= 9.5 && (window[place - 1]?.percent ?? 0) >= 9.5,
  );
  return two && last(window).high / lowest >= 1.3;
};

const climax: Test = (days) => {
  if (days.length < 61) return false;
  const { percent, close, volume } = last(days);
  const usual = mean(days.slice(-6, -1).map((day) => day.volume));
  return percent <= -9.5 && close * volume >= 1e8 && volume >= 4 * usual;
};

const calmGrowth: Test = (days) => {
  if (days.length < 250) return false;
  const ten = days.slice(-10);
  const moves = mean(ten.map(({ percent }) => Math.abs(percent)));
  const [top, bottom] = [Math.max(...closes(ten)), Math.min(...closes(ten))];
  return moves <= 3 && (top - bottom) / bottom > 0.1;
};

/** The price strategies by name, written from the rules without any of the program’s code. */
export const INDEPENDENT: ReadonlyMap<string, Test> = new Map([
  ['volume_surge', surges],
  ['ma_uptrend', uptrend],
  ['parking_apron', apron],
  ['ma250_retracement', retracement],
  ['platform_breakout', platform],
  ['no_large_drawdown', steady],
  ['turtle', newHigh],
  ['high_tight_flag', flag],
  ['climax_sell', climax],
  ['low_atr_growth', calmGrowth],
]);
