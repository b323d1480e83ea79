import type { OpenDay } from '../core/calendar/calendar.ts';
import type { IntradayBar } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { merged } from './market.ts';

/**
 * Bars of several minutes from one-minute bars, counted from the start of each stretch of trading.
 * Unlike ours, a vendor's longer bar ignores the minutes that are missing in it.
 *
 * @param bars one-minute bars of the day, oldest first
 * @param minutes length of a longer bar
 */
export function longerBars(
  day: OpenDay,
  bars: readonly IntradayBar[],
  minutes: number,
): readonly IntradayBar[] {
  if (minutes === 1) return bars;
  const groups = new Map<Instant, IntradayBar[]>();
  for (const bar of bars) {
    const open = day.hours.find((hours) => bar.start < hours.close)?.open ?? bar.start;
    const start = instant(bar.start - ((bar.start - open) % (minutes * 60)));
    const group = groups.get(start) ?? [];
    group.push(bar);
    groups.set(start, group);
  }
  return [...groups].flatMap(([start, group]) => {
    const whole = merged(group);
    return whole ? [{ start, ...whole }] : [];
  });
}
