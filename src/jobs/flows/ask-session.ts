import { Failure } from '../../core/failure.ts';
import type { DealKind } from '../../core/flows/deal.ts';
import { FLOW_LIST_WORDS } from '../../core/flows/flow-list.ts';
import type { FlowList } from '../../core/flows/flow-list.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import type { Context } from '../../kit/context.ts';
import type { DealsAnswer, FlowSource } from '../../ports/flows.ts';
import type { ListAnswer, SessionAnswers } from './answers.ts';
import { datedReport } from './dated-report.ts';
import type { DatedReport } from './dated-report.ts';
import { deadlineOf, sessionBefore } from './plan.ts';
import type { FlowPlan, FlowUnit } from './plan.ts';
import type { RolledLists } from './rolling.ts';

/** What a session's lists are asked with. */
export interface Asking {
  readonly source: FlowSource;
  readonly plan: FlowPlan;
  readonly rolled: RolledLists;
  readonly reports: Readonly<Record<'bulk' | 'block', DatedReport>>;
}

/** Prepares the questions of a run. */
export function asking(source: FlowSource, plan: FlowPlan, rolled: RolledLists): Asking {
  const reportOf = (kind: 'bulk' | 'block'): DatedReport => {
    const wanted = plan.units
      .filter(({ session, missing }) => missing.includes(kind) && !hasRolled(rolled, kind, session))
      .map(({ session }) => session);
    return datedReport(source, kind, wanted);
  };
  return { source, plan, rolled, reports: { bulk: reportOf('bulk'), block: reportOf('block') } };
}

function hasRolled(rolled: RolledLists, kind: 'bulk' | 'block', session: SessionDate): boolean {
  return rolled.get(kind)?.sessions.has(session) ?? false;
}

/** A list that no place has: not published yet, or late. */
function notThere(ctx: Context, list: FlowList, session: SessionDate, found: string): Failure {
  const early = ctx.clock.now() < deadlineOf(session);
  return new Failure(
    early ? 'not-yet' : 'late',
    `expected ${FLOW_LIST_WORDS[list]} of ${session} ${early ? 'by' : 'since'} 21:00, found ${found}; ${
      early ? 'they are asked for again' : 'see whether the exchange published them elsewhere'
    }`,
  );
}

function dealsOf(list: DealKind, about: SessionDate, { deals, refused }: DealsAnswer): ListAnswer {
  return { list, about, deals, refused };
}

/**
 * Bulk or block deals: from the list of the day when it names the session, else from the dated report.
 * That there were none is believed once the deadline has passed.
 */
async function largeDeals(
  ctx: Context,
  { rolled, reports, plan }: Asking,
  list: 'bulk' | 'block',
  session: SessionDate,
): Promise<ListAnswer | Failure> {
  const today = rolled.get(list);
  const own = today?.sessions.get(session);
  if (own) return own;
  const answer = await reports[list](session).catch(sourceFailure);
  const none: ListAnswer = { list, about: session, deals: [], refused: [] };
  if (answer && !(answer instanceof Failure)) {
    if (answer.deals.length > 0) return dealsOf(list, session, answer);
    if (ctx.clock.now() >= deadlineOf(session)) return { ...none, refused: answer.refused };
    return notThere(ctx, list, session, 'none reported so far');
  }
  // The list of the day is the newest session's once all of that evening's are out.
  const saysNone = today?.none === true && session === plan.newest;
  if (saysNone && ctx.clock.now() >= deadlineOf(session)) return none;
  if (answer instanceof Failure) return answer;
  return today?.failure ?? notThere(ctx, list, session, 'no list with that day in it');
}

/** Short sales from the dated report, where the archive has no file of them. */
async function shortReport(
  ctx: Context,
  { source }: Asking,
  session: SessionDate,
  about: SessionDate,
): Promise<ListAnswer | Failure> {
  const report = await source.dealsBetween('short', about, about).catch(sourceFailure);
  if (report instanceof Failure) return report;
  if (report && (!report.none || ctx.clock.now() >= deadlineOf(session))) {
    return dealsOf('short', about, report);
  }
  return notThere(ctx, 'short', session, report ? 'none reported so far' : 'no file of them');
}

/** Short sales of the session before: published with a day's delay. */
async function shortSales(
  ctx: Context,
  asked: Asking,
  session: SessionDate,
): Promise<ListAnswer | Failure> {
  const about = sessionBefore(ctx.calendar('XNSE'), session);
  if (about === undefined) {
    return new Failure('config', `expected a session before ${session}, found none known`);
  }
  const answer = await asked.source.shortSales(session).catch(sourceFailure);
  if (answer instanceof Failure) return answer;
  if (!answer) return shortReport(ctx, asked, session, about);
  const strange = answer.deals.find((deal) => deal.session !== about);
  if (!strange) return dealsOf('short', about, answer);
  return new Failure(
    'bad-data',
    `expected short sales of ${about} in the file of ${session}, found ${strange.session}; ask again later`,
  );
}

async function yearExtremes(
  ctx: Context,
  { source }: Asking,
  session: SessionDate,
): Promise<ListAnswer | Failure> {
  const answer = await source.yearExtremes(session).catch(sourceFailure);
  if (answer instanceof Failure) return answer;
  if (!answer) return notThere(ctx, 'extremes', session, 'no file of it');
  return { list: 'extremes', extremes: answer.extremes, refused: answer.refused };
}

function figuresOf(ctx: Context, { rolled }: Asking, session: SessionDate): ListAnswer | Failure {
  const list = rolled.get('fii-dii');
  const own = list?.sessions.get(session);
  return (
    own ?? list?.failure ?? notThere(ctx, 'fii-dii', session, 'none of that day, or one of the two')
  );
}

function askList(
  ctx: Context,
  asked: Asking,
  list: FlowList,
  session: SessionDate,
): Promise<ListAnswer | Failure> | ListAnswer | Failure {
  switch (list) {
    case 'bulk':
    case 'block':
      return largeDeals(ctx, asked, list, session);
    case 'short':
      return shortSales(ctx, asked, session);
    case 'extremes':
      return yearExtremes(ctx, asked, session);
    case 'fii-dii':
      return figuresOf(ctx, asked, session);
  }
}

/** A list that was whole before is not replaced by part of it. */
async function unlessShorter(ctx: Context, answer: ListAnswer): Promise<ListAnswer | Failure> {
  if (!('deals' in answer)) return answer;
  const { list, about, deals } = answer;
  const kept = (await ctx.store.deals.listOf(list, about)).length;
  if (deals.length >= kept) return answer;
  return new Failure(
    'bad-data',
    `expected at least the ${kept} ${FLOW_LIST_WORDS[list]} of ${about} that are kept, found ${deals.length}; they stay as they are`,
  );
}

/** Asks for every list that a session misses; what fails leaves the others. */
export async function askSession(
  ctx: Context,
  asked: Asking,
  { session, missing }: Pick<FlowUnit, 'session' | 'missing'>,
): Promise<SessionAnswers> {
  const answers: ListAnswer[] = [];
  const missed: { list: FlowList; failure: Failure }[] = [];
  for (const list of missing) {
    ctx.step();
    const came = await askList(ctx, asked, list, session);
    const found = came instanceof Failure ? came : await unlessShorter(ctx, came);
    if (found instanceof Failure) missed.push({ list, failure: found });
    else answers.push(found);
  }
  return { session, answers, missed };
}
