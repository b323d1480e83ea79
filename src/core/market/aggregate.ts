import type { IntradayBar } from './bar.ts';
import type { Instant } from './instant.ts';
import { paise } from './money.ts';

/**
 * One longer bar from the one-minute bars inside it.
 *
 * @param minutes bars oldest first, not empty
 * @param start start of the longer bar
 */
function joined(minutes: readonly IntradayBar[], start: Instant): IntradayBar {
  let high = -Infinity;
  let low = Infinity;
  let volume = 0;
  for (const bar of minutes) {
    high = Math.max(high, bar.highPaise);
    low = Math.min(low, bar.lowPaise);
    volume += bar.volume;
  }
  const first = minutes[0];
  const last = minutes[minutes.length - 1];
  return {
    start,
    openPaise: first ? first.openPaise : paise(0),
    highPaise: paise(high),
    lowPaise: paise(low),
    closePaise: last ? last.closePaise : paise(0),
    volume,
  };
}

/**
 * Longer bars from one-minute bars, only where every minute of the longer bar is there: a bar with a
 * hole in it would be a guess.
 *
 * @param minutes one-minute bars, oldest first
 * @param slots starts of the longer bars, oldest first
 * @param length minutes in a longer bar
 * @param slotEnd end of continuous trading after a slot's start; the last bar of a session may be short
 */
export function aggregate(
  minutes: readonly IntradayBar[],
  slots: readonly Instant[],
  length: number,
  slotEnd: (start: Instant) => Instant,
): IntradayBar[] {
  const out: IntradayBar[] = [];
  let index = 0;
  for (const start of slots) {
    const end = Math.min(start + length * 60, slotEnd(start));
    while (index < minutes.length && (minutes[index]?.start ?? Infinity) < start) index++;
    let stop = index;
    while (stop < minutes.length && (minutes[stop]?.start ?? Infinity) < end) stop++;
    if (stop - index === (end - start) / 60) out.push(joined(minutes.slice(index, stop), start));
    index = stop;
  }
  return out;
}
