import { Failure } from '../core/failure.ts';
import type { RefusedRow } from '../core/market/bar.ts';
import type { BarsAnswer, DailyAsk } from '../ports/prices.ts';

interface Collected<Bar> {
  readonly row: string;
  readonly at: number | string;
  readonly bar: Bar;
}

/** Takes the rows of one answer in the order they came and gives them back as the port wants them. */
export interface BarsCollector<Bar> {
  /** @param at what bars are ordered by: the start, or the session */
  accept(row: string, at: number | string, bar: Bar): void;
  /** A row that is impossible. */
  refuse(row: string, reason: string): void;
  /**
   * A row that was not asked for, or is no bar yet: no sign of a wrong answer. However many there
   * are, one refused row tells of them: a whole day of yesterday may come before the open.
   */
  leaveOut(row: string, reason: string): void;
  /** @throws Failure `bad-data` when there were rows for the window and all of them were refused */
  answer(): BarsAnswer<Bar>;
}

/** Why a bar is left out that is not of the days asked for. */
export function outsideWindow(at: string, window: Pick<DailyAsk, 'from' | 'to'>): string {
  return `${at} is outside ${window.from}..${window.to}`;
}

/**
 * A collector for one answer.
 *
 * @param what whose bars they are, for the sentence: `1d bars of INE002A01018`
 * @param doubled which row counts where two have the same time
 */
export function collectBars<Bar>(what: string, doubled: 'first' | 'last'): BarsCollector<Bar> {
  const collected: Collected<Bar>[] = [];
  const refused: RefusedRow[] = [];
  let impossibleRows = 0;
  let leftOut: RefusedRow | undefined;
  let leftOutRows = 0;

  function rising(): Bar[] {
    collected.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const kept: Collected<Bar>[] = [];
    for (const next of collected) {
      const last = kept[kept.length - 1];
      if (last?.at !== next.at) kept.push(next);
      else if (doubled === 'first')
        refused.push({ row: next.row, reason: `same time as ${last.row}` });
      else {
        refused.push({ row: last.row, reason: `same time as ${next.row}` });
        kept[kept.length - 1] = next;
      }
    }
    return kept.map(({ bar }) => bar);
  }

  function summary(): RefusedRow[] {
    if (!leftOut) return [];
    const more = leftOutRows === 1 ? '' : `, as ${leftOutRows - 1} more rows`;
    return [{ row: leftOut.row, reason: `${leftOut.reason}${more}` }];
  }

  return {
    accept(row, at, bar) {
      collected.push({ row, at, bar });
    },
    refuse(row, reason) {
      impossibleRows++;
      refused.push({ row, reason });
    },
    leaveOut(row, reason) {
      leftOut ??= { row, reason };
      leftOutRows++;
    },
    answer() {
      const bars = rising();
      const first = refused[0];
      if (bars.length === 0 && impossibleRows > 0 && first) {
        throw new Failure(
          'bad-data',
          `expected ${what}, found all ${refused.length} rows refused; the first, ${first.row}: ${first.reason}`,
          { detail: { refused: refused.length } },
        );
      }
      return { bars, refused: [...refused, ...summary()] };
    },
  };
}
