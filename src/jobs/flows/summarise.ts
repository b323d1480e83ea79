import { Failure, mostTelling } from '../../core/failure.ts';
import { FLOW_LIST_WORDS } from '../../core/flows/flow-list.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { rowsOf } from './answers.ts';
import type { SessionAnswers } from './answers.ts';

/** What came for the sessions of a run, and what was written of it. */
export interface FlowResults {
  /** Of the sessions asked for. */
  readonly asked: readonly SessionAnswers[];
  /** Of other days, whose lists were there. */
  readonly besides: readonly SessionAnswers[];
  readonly changed: number;
  /** Something of the asked sessions is kept from earlier runs. */
  readonly begun: boolean;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** Names the missed lists of a session, those with the same kind of failure in one sentence. */
function warnOf(ctx: Context, { session, missed }: SessionAnswers): void {
  for (const code of new Set(missed.map(({ failure }) => failure.code))) {
    const alike = missed.filter(({ failure }) => failure.code === code);
    const lists = alike.map(({ list }) => FLOW_LIST_WORDS[list]).join(', ');
    ctx.warn(`${session}: ${lists}: ${alike[0]?.failure.message ?? code}`);
  }
}

/** Rows that could not be taken, with the reason of the first of each list. */
function tellRefused(ctx: Context, { session, answers }: SessionAnswers): void {
  for (const { list, refused } of answers) {
    const [first] = refused;
    if (!first) continue;
    ctx.warn(
      `${session}: ${FLOW_LIST_WORDS[list]}: ${refused.length} rows refused; the first, ${first.row}: ${first.reason}`,
    );
  }
}

/**
 * What the results say about the run: whatever came is kept, what did not is named.
 *
 * @throws Failure when nothing came and nothing was there: the failure that tells the most
 */
export function summariseFlows(
  ctx: Context,
  { asked, besides, changed, begun }: FlowResults,
): Outcome {
  const results = [...besides, ...asked];
  const answers = results.flatMap((result) => result.answers);
  const missed = results.flatMap((result) => result.missed);
  const refused = sum(answers, (answer) => answer.refused.length);
  const counts = {
    sessions: results.length,
    lists: answers.length,
    requests: ctx.sources.requestCount(),
    received: sum(answers, rowsOf) + refused,
    changed,
    refused,
    failed: missed.length,
  };
  for (const result of results) warnOf(ctx, result);
  for (const result of results) tellRefused(ctx, result);
  const telling = mostTelling(missed.map(({ failure }) => failure));
  const came = asked.some((result) => result.answers.length > 0);
  if (telling && !came && !begun) {
    const others = missed.length - 1;
    const rest = others > 0 ? ` (and ${others} more lists failed)` : '';
    throw new Failure(telling.code, `${telling.message}${rest}`, {
      cause: telling,
      detail: telling.detail,
    });
  }
  const rows = `${changed} rows changed over ${results.length} sessions`;
  if (missed.length > 0 || refused > 0) {
    const what = [
      missed.length > 0 ? `${missed.length} lists missing` : '',
      refused > 0 ? `${refused} rows refused` : '',
    ].filter((part) => part !== '');
    return { status: 'partial', summary: `${rows}; ${what.join('; ')}`, counts };
  }
  return { status: asked.length === 0 && changed === 0 ? 'noop' : 'ok', summary: rows, counts };
}
