import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { NO_DAILY_BARS, selectAnalysis } from '../../feed/analysis-selection.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import { answerQuery, asksSomething, readQuery } from '../../feed/screen/query.ts';
import type { ScreenQuery } from '../../feed/screen/query.ts';
import type { Context } from '../../kit/context.ts';
import type { Options, Outcome } from '../../kit/job.ts';
import { answerObjects, answerSentence, answerText } from '../../render/screen-table.ts';
import { compute } from './compute.ts';
import type { Computed } from './compute.ts';
import type { options } from './job.ts';
import { keepSavedHits } from './saved-hits.ts';

type Values = Options<typeof options>;

function computedOutcome(
  { unknown }: AnalysisSelection,
  { rows, changed, instruments }: Computed,
  saved: string,
): Outcome {
  return {
    status: unknown.length > 0 ? 'partial' : rows > 0 ? 'ok' : 'noop',
    summary: rows > 0 ? `${rows} rows of ${instruments} instruments${saved}` : NO_DAILY_BARS,
    counts: { instruments, rows, changed, unknown: unknown.length },
  };
}

/** The one session that a question is about. @throws Failure `usage` for several */
function askedSession(
  { on, date, dates, from, to, allHistory }: Values,
  { sessions, until }: AnalysisSelection,
): SessionDate {
  if (allHistory || dates || from !== undefined || to !== undefined) {
    throw new Failure(
      'usage',
      'expected a condition about one session, --on or --date; found more',
    );
  }
  const [newest] = sessions.only ?? [];
  return on ?? date ?? newest ?? until;
}

/** Instruments whose row of the session is still to be computed. */
async function missing(
  ctx: Context,
  selection: AnalysisSelection,
  session: SessionDate,
): Promise<AnalysisSelection> {
  const there = new Set(ctx.run.force ? [] : await ctx.store.screen.instrumentsIn(session));
  return {
    ...selection,
    instruments: selection.instruments.filter(({ instrumentId }) => !there.has(instrumentId)),
    sessions: { from: session, to: session, only: new Set([session]) },
  };
}

async function answered(
  ctx: Context,
  values: Values,
  selection: AnalysisSelection,
  query: ScreenQuery,
): Promise<Outcome> {
  const session = askedSession(values, selection);
  const { rows, changed } = await compute(ctx, await missing(ctx, selection, session));
  const { instruments, unknown } = selection;
  // What a dry run computes is not kept: its answer is that of the rows that are.
  const answer = await answerQuery(ctx.store, session, instruments, query);
  for (const sentence of answer.lacks) ctx.warn(sentence);
  const nothing = answer.looked === 0;
  return {
    status: unknown.length > 0 ? 'partial' : nothing ? 'noop' : 'ok',
    summary: nothing ? `${session}: ${NO_DAILY_BARS}` : answerSentence(answer),
    counts: {
      instruments: answer.looked,
      matched: answer.matched,
      rows,
      changed,
      unknown: unknown.length,
    },
    result: answerObjects(answer),
    ...(nothing ? {} : { text: answerText(answer, values.csv) }),
  };
}

/** Fills the table, or answers a question about it: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  const asked = asksSomething(values);
  const query = asked ? readQuery(values, ctx.settings['screen.saved']) : undefined;
  const { on, date } = values;
  if (on !== undefined && date !== undefined && on !== date) {
    throw new Failure('usage', `expected either --on or --date, found ${on} and ${date}`);
  }
  const day = on ?? date;
  const selection = await selectAnalysis(ctx, { ...values, date: day, input: undefined });
  for (const sentence of selection.unknown) ctx.warn(sentence);
  if (query) return answered(ctx, values, selection, query);
  const computed = await compute(ctx, selection);
  return computedOutcome(
    selection,
    computed,
    await keepSavedHits(ctx, selection, computed.sessions),
  );
}
