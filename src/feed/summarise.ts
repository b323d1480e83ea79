import { Failure, mostTelling } from '../core/failure.ts';
import type { Context } from '../kit/context.ts';
import type { Outcome } from '../kit/job.ts';
import type { SeriesResult } from './target.ts';
import type { UnlistedSymbol } from './universe.ts';

const sumOf = (results: readonly SeriesResult[], of: (result: SeriesResult) => number): number =>
  results.reduce((sum, result) => sum + of(result), 0);

/** `A, B, C and 4 more`. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/** A symbol that nobody knows, with the one that may have been meant; or one that nobody serves. */
function unknownWords(symbol: string, unlisted: readonly UnlistedSymbol[]): string {
  const stranger = unlisted.find((one) => one.symbol === symbol);
  if (!stranger) return `"${symbol}" (listed, but no source has it)`;
  const { nearest } = stranger;
  return nearest === undefined ? `"${symbol}"` : `"${symbol}" (did you mean ${nearest}?)`;
}

/** A symbol is no slip where the lists that may name it could not be had: then that is what failed. */
function withReasons(
  results: readonly SeriesResult[],
  unlisted: readonly UnlistedSymbol[],
): SeriesResult[] {
  return results.map((result) => {
    const failure = unlisted.find(({ symbol }) => symbol === result.symbol)?.failure;
    if (result.status !== 'unknown' || !failure) return result;
    return { ...result, status: 'failed', failure };
  });
}

/** What there was to do where nothing was asked and nothing changed. */
function idleWords(results: readonly SeriesResult[], symbols: number): string {
  const [note, ...others] = new Set(results.map((result) => result.note));
  const what = others.length > 0 || note === undefined ? 'nothing to ask for now' : note;
  return `${what} for ${symbols} symbols`;
}

/**
 * What the series' results say about the run: whatever worked is kept, what did not is named.
 *
 * @param given results as the series gave them
 * @param refusedRows rows of whole-session files that were refused, whosoever they are
 * @throws Failure when every series failed: the failure that tells the most
 */
export function summarise(
  ctx: Context,
  given: readonly SeriesResult[],
  unlisted: readonly UnlistedSymbol[],
  refusedRows = 0,
): Outcome {
  const results = withReasons(given, unlisted);
  const failed = results.filter(({ status }) => status === 'failed');
  const symbols = [...new Set(results.map(({ symbol }) => symbol))];
  // A symbol is unknown when no source knows any of its series.
  const unknown = symbols.filter((symbol) =>
    results.every((result) => result.symbol !== symbol || result.status === 'unknown'),
  );
  const good = results.filter(({ status }) => status === 'done' || status === 'nothing');
  const telling = mostTelling(failed.flatMap(({ failure }) => failure ?? []));
  const changed = sumOf(results, (result) => result.changed);
  const refused = sumOf(results, (result) => result.refused) + refusedRows;
  const asks = sumOf(results, (result) => result.asks);
  const counts = {
    symbols: symbols.length,
    series: results.length,
    asks,
    requests: ctx.sources.requestCount(),
    received: sumOf(results, (result) => result.received),
    changed,
    refused,
    openSlots: sumOf(results, (result) => result.openSlots),
    failed: failed.length,
    unknown: unknown.length,
  };
  for (const { symbol, interval, failure } of failed) {
    ctx.warn(`${symbol} ${interval}: ${failure?.message ?? 'failed'}`);
  }
  if (unknown.length > 0) {
    const names = unknown.map((symbol) => unknownWords(symbol, unlisted));
    ctx.warn(`unknown symbols: ${some(names)}`);
  }
  if (refused > 0) ctx.warn(`${refused} rows refused: impossible values or days`);
  if (telling && good.length === 0) {
    const others = failed.length - 1;
    const rest = others > 0 ? ` (and ${others} more series failed)` : '';
    throw new Failure(telling.code, `${telling.message}${rest}`, {
      cause: telling,
      detail: telling.detail,
    });
  }
  const rows = `${changed} rows changed over ${symbols.length} symbols`;
  if (failed.length > 0 || unknown.length > 0 || refused > 0) {
    const what = [
      failed.length > 0 ? `${failed.length} series failed` : '',
      unknown.length > 0
        ? `unknown: ${some(unknown.map((symbol) => unknownWords(symbol, unlisted)))}`
        : '',
      refused > 0 ? `${refused} rows refused` : '',
    ].filter((part) => part !== '');
    return { status: 'partial', summary: `${rows}; ${what.join('; ')}`, counts };
  }
  if (asks === 0 && changed === 0) {
    return { status: 'noop', summary: idleWords(results, symbols.length), counts };
  }
  return { status: 'ok', summary: rows, counts };
}
