import { Failure, mostTelling } from '../../core/failure.ts';
import type { IndexMember } from '../../core/indices/index-member.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import type { ListResult } from './take-list.ts';

/** `A, B, C` and how many more. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}

const symbols = (members: readonly IndexMember[]): string =>
  some(members.map(({ symbol }) => symbol).toSorted());

/** What changed in an index, in words; empty where nothing did. */
function changeWords({ changes }: ListResult): string {
  if (!changes) return '';
  const { joined, left, renamed } = changes;
  const renames = renamed.map(({ from, to }) =>
    from.symbol === to.symbol
      ? `${to.symbol} (ISIN ${from.isin} to ${to.isin})`
      : `${from.symbol} to ${to.symbol}`,
  );
  return [
    joined.length > 0 ? `joined ${symbols(joined)}` : '',
    left.length > 0 ? `left ${symbols(left)}` : '',
    renames.length > 0 ? `renamed ${some(renames)}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function sumOf(results: readonly ListResult[], of: (result: ListResult) => number): number {
  return results.reduce((sum, result) => sum + of(result), 0);
}

/**
 * What the lists say about the run: joins, leaves and what could not be had are warnings.
 *
 * @throws Failure when no list could be had: the failure that tells the most
 */
export function tell(ctx: Context, results: readonly ListResult[]): Outcome {
  const failed = results.filter(({ failure }) => failure);
  for (const result of results) {
    const words = changeWords(result);
    if (words !== '') ctx.warn(`${result.code}: ${words}`);
    if (result.failure) ctx.warn(`${result.code}: ${result.failure.message}`);
  }
  const telling = mostTelling(failed.flatMap(({ failure }) => failure ?? []));
  if (telling && failed.length === results.length) {
    const others = failed.length - 1;
    const rest = others > 0 ? ` (and ${others} more lists failed)` : '';
    const { detail } = telling;
    throw new Failure(telling.code, `${telling.message}${rest}`, { cause: telling, detail });
  }
  const counts = {
    lists: results.length,
    changedLists: results.filter(({ rows }) => rows > 1).length,
    members: sumOf(results, ({ members }) => members),
    dummies: sumOf(results, ({ dummies }) => dummies),
    joined: sumOf(results, ({ changes }) => changes?.joined.length ?? 0),
    left: sumOf(results, ({ changes }) => changes?.left.length ?? 0),
    renamed: sumOf(results, ({ changes }) => changes?.renamed.length ?? 0),
    changed: sumOf(results, ({ rows }) => rows),
    requests: ctx.sources.requestCount(),
    failed: failed.length,
  };
  const read = results.length - failed.length;
  const moved = `${counts.joined} joined, ${counts.left} left`;
  const summary = `${read} lists of indices, ${counts.changedLists} new or changed: ${moved}`;
  if (failed.length > 0) {
    const names = some(failed.map(({ code }) => code));
    return { status: 'partial', summary: `${summary}; not to be had: ${names}`, counts };
  }
  return { status: counts.changed > 0 ? 'ok' : 'noop', summary, counts };
}
