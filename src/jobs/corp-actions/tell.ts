import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { Failure, mostTelling } from '../../core/failure.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import type { ActionsPiece, Piece } from './piece.ts';
import type { DayRange } from './plan.ts';
import type { FactorsResult } from './refresh-factors.ts';
import { ANNOUNCEMENTS } from './take-announcements.ts';

/** What a run took in. */
export interface Taken {
  readonly window: DayRange;
  readonly actions: readonly ActionsPiece[];
  readonly others: readonly Piece[];
  readonly factors: FactorsResult;
}

/** `A, B, C and 4 more`. */
function some(words: readonly string[]): string {
  const shown = words.slice(0, 5).join(', ');
  return words.length > 5 ? `${shown} and ${words.length - 5} more` : shown;
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

const where = ({ symbol, exDate, subject }: CorporateAction): string =>
  `${symbol} ${exDate} "${subject}"`;

function warn(
  ctx: Context,
  { window, factors }: Taken,
  unparsed: readonly CorporateAction[],
): void {
  if (unparsed.length > 0) {
    const words = unparsed.map((action) => `${where(action)} lacks ${action.lacks ?? ''}`);
    ctx.warn(`actions whose terms are not told: ${some(words)}`);
  }
  const lacking = factors.lacking.filter(
    ({ exDate }) => exDate >= window.from && exDate <= window.to,
  );
  if (lacking.length > 0) ctx.warn(`without a factor: ${some(lacking.map(({ words }) => words))}`);
  if (factors.contradicted.length > 0) {
    const words = factors.contradicted.map(
      ({ symbol, exDate, cumClosePaise = 0, openPaise = 0, ...factor }) =>
        `${symbol} ${exDate} (factor ${(factor.shares * factor.rights * factor.specialDividend).toFixed(4)}, close ${cumClosePaise / 100}, open ${openPaise / 100})`,
    );
    ctx.warn(`factors that the first open contradicts: ${some(words)}`);
  }
}

/**
 * What the windows say about the run: whatever worked is kept, what did not is named.
 *
 * @throws Failure when nothing could be had: the failure that tells the most
 */
export function tell(ctx: Context, taken: Taken): Outcome {
  const { actions: windows, others, factors } = taken;
  const pieces = [...windows.flatMap((window) => window.pieces), ...others];
  const rows = windows.flatMap((window) => window.actions);
  const unparsed = rows.filter(({ lacks }) => lacks !== undefined);
  const failed = pieces.filter(({ failure }) => failure);
  const announced = others.filter(({ name }) => name === ANNOUNCEMENTS);
  const counts = {
    actions: rows.length,
    new: sum(windows, ({ added }) => added),
    changed: sum(windows, ({ changed }) => changed),
    removed: sum(windows, ({ removed }) => removed),
    other: rows.filter(({ kind }) => kind === 'other').length,
    unparsed: unparsed.length,
    factors: factors.rows,
    contradicted: factors.contradicted.length,
    announcements: sum(announced, (piece) => piece.rows),
    meetings: sum(others, (piece) => piece.rows) - sum(announced, (piece) => piece.rows),
    refused: sum(pieces, ({ refused }) => refused),
    requests: ctx.sources.requestCount(),
    failed: failed.length,
  };
  for (const { name, days, failure, standIn } of failed) {
    const instead = standIn === undefined ? '' : `; ${standIn} told what it knows`;
    ctx.warn(`${name} ${days.from}..${days.to}: ${failure?.message ?? 'failed'}${instead}`);
  }
  const unread = pieces.filter((piece) => piece.unread.length > 0);
  for (const { name, days, unread: rows } of unread) {
    const [first] = rows;
    const say = `${rows.length} rows refused; the first, ${first?.row}: ${first?.reason}`;
    ctx.warn(`${name} ${days.from}..${days.to}: ${say}; what is kept stays`);
  }
  warn(ctx, taken, unparsed);
  const telling = mostTelling(failed.flatMap(({ failure }) => failure ?? []));
  if (telling && failed.length === pieces.length && failed.every(({ standIn }) => !standIn)) {
    const rest = failed.length > 1 ? ` (and ${failed.length - 1} more failed)` : '';
    throw new Failure(telling.code, `${telling.message}${rest}`, {
      cause: telling,
      detail: telling.detail,
    });
  }
  const { announcements, meetings, removed, changed } = counts;
  const told = `${counts.actions} actions, ${counts.new} new, ${changed} changed, ${removed} gone`;
  const more = `${factors.rows} factors, ${announcements} announcements, ${meetings} days of results`;
  if (failed.length > 0 || unread.length > 0) {
    const what = [
      failed.length > 0 ? `${failed.length} of ${pieces.length} windows failed` : '',
      unread.length > 0 ? `${sum(unread, (piece) => piece.unread.length)} rows refused` : '',
    ].filter((words) => words !== '');
    return { status: 'partial', summary: [told, more, ...what].join('; '), counts };
  }
  const still = counts.new + changed + removed + factors.rows + announcements + meetings === 0;
  return { status: still ? 'noop' : 'ok', summary: `${told}; ${more}`, counts };
}
