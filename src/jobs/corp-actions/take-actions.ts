import { actionDrafts } from '../../core/corporate-actions/action-notices.ts';
import type { Watching } from '../../core/corporate-actions/action-notices.ts';
import { actionsOf } from '../../core/corporate-actions/corporate-action.ts';
import type {
  ActionExchange,
  CorporateAction,
  ToldAction,
} from '../../core/corporate-actions/corporate-action.ts';
import type { CompanyFinder } from '../../core/corporate-actions/company-finder.ts';
import { faceValueAt } from '../../core/corporate-actions/face-value.ts';
import { changesBetween, mergeActions } from '../../core/corporate-actions/merge-actions.ts';
import { millionths } from '../../core/corporate-actions/millionths.ts';
import { issueOf } from '../../core/corporate-actions/price-factor.ts';
import { Failure } from '../../core/failure.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import { askInTurn, isWhole, mayAskUndated, syncRecord } from './piece.ts';
import type { ActionsPiece, Asked, Piece } from './piece.ts';
import type { DayRange } from './plan.ts';

/** The face value beside an action of the last days is the one at the action. */
const FRESH_DAYS = 60;

/** Fewer kept rows than this may all be withdrawn at once. */
const HOLLOW_FROM = 10;

/** What the windows of a run are read with. */
export interface Reading {
  readonly find: CompanyFinder;
  /** Only these symbols; absent: all. */
  readonly symbols?: ReadonlySet<string>;
  readonly today: SessionDate;
  /** Whom to tell. */
  readonly watching: Watching;
}

interface ExchangeAnswer {
  readonly exchange: ActionExchange;
  readonly asked: Asked<ToldAction>;
  readonly whole: boolean;
  readonly actions: readonly CorporateAction[];
  readonly nameless: number;
}

async function askExchange(
  ctx: Context,
  exchange: ActionExchange,
  days: DayRange,
  { find, symbols }: Reading,
): Promise<ExchangeAnswer> {
  const sources = ctx.sources.corporateActions.filter(
    (source) => source.exchange === exchange && (source.whole || mayAskUndated(ctx)),
  );
  const [symbol, ...others] = symbols ?? [];
  const asked = await askInTurn(
    ctx,
    sources.map((source) => ({ name: source.name, ask: (wish) => source.actions(wish) })),
    { ...days, ...(symbol !== undefined && others.length === 0 ? { symbol } : {}) },
  );
  let nameless = 0;
  const actions = asked.rows.flatMap((told) => {
    const known = exchange === 'nse' && told.symbol !== undefined ? undefined : find({ ...told });
    const symbolOf = known?.symbol ?? told.symbol;
    const isin = told.isin ?? known?.isin;
    if (symbolOf === undefined) nameless++;
    if (symbolOf === undefined || (symbols && !symbols.has(symbolOf))) return [];
    return actionsOf(
      { ...told, symbol: symbolOf },
      { symbol: symbolOf, ...(isin ? { isin } : {}) },
    );
  });
  const whole = sources.find(({ name }) => name === asked.source)?.whole ?? false;
  return { exchange, asked, whole, actions, nameless };
}

/** Amounts of dividends told in percent, where the face value of that day is known. */
async function withAmounts(
  ctx: Context,
  actions: readonly CorporateAction[],
  today: SessionDate,
): Promise<readonly CorporateAction[]> {
  const inPercent = ({ percent, amount }: CorporateAction): boolean =>
    percent !== undefined && amount === undefined;
  if (!actions.some(inPercent)) return actions;
  const kinds = ['split', 'consolidation', 'reduction'] as const;
  const changes = [...(await ctx.store.corporateActions.list({ kinds })), ...actions];
  return actions.map((action) => {
    if (!inPercent(action)) return action;
    const own = changes.filter((change) => issueOf(change) === issueOf(action));
    const fresh = action.exDate >= addDays(today, -FRESH_DAYS) ? action.faceValue : undefined;
    const face = faceValueAt(own, action.exDate) ?? fresh;
    const amount = face && millionths(Math.round((face * (action.percent ?? 0)) / 100));
    return amount === undefined ? action : { ...action, amount };
  });
}

/**
 * An answer that tells next to nothing of what the exchange told before is a refusal in disguise:
 * withdrawals come one by one.
 */
function hollow(
  { exchange, asked, whole, actions }: ExchangeAnswer,
  kept: readonly CorporateAction[],
): Failure | undefined {
  if (asked.source === undefined || !whole) return undefined;
  const before = kept.filter((row) => (exchange === 'nse' ? row.nseSymbol : row.bseCode)).length;
  if (before < HOLLOW_FROM || actions.length * 10 >= before) return undefined;
  return new Failure(
    'not-yet',
    `expected about the ${before} actions that ${exchange} told of before, found ${actions.length}: taken for a refusal, nothing was changed; run again later`,
  );
}

/** The answer, or a failure in its place where it cannot be the whole truth. */
function believed(answer: ExchangeAnswer, kept: readonly CorporateAction[]): ExchangeAnswer {
  const failure = hollow(answer, kept);
  if (!failure) return answer;
  const { startedAt } = answer.asked;
  return { ...answer, asked: { rows: [], refused: [], startedAt, failure } };
}

function pieceOf(
  { exchange, asked, whole, nameless }: ExchangeAnswer,
  days: DayRange,
  rows: number,
): Piece {
  const { failure, source } = asked;
  return {
    name: `corporate actions of ${exchange}`,
    days,
    received: asked.rows.length,
    rows,
    refused: asked.refused.length + nameless,
    unread: asked.refused,
    ...(failure ? { failure } : {}),
    ...(source !== undefined && !whole ? { standIn: source } : {}),
  };
}

/**
 * Takes one window of ex-dates from both exchanges in, in one transaction. An exchange that cannot
 * be had leaves the other's rows, and its own, as they are.
 */
export async function takeActions(
  ctx: Context,
  days: DayRange,
  reading: Reading,
): Promise<ActionsPiece> {
  const answers: ExchangeAnswer[] = [];
  for (const exchange of ['nse', 'bse'] as const) {
    const answer = await askExchange(ctx, exchange, days, reading);
    const actions = await withAmounts(ctx, answer.actions, reading.today);
    answers.push({ ...answer, actions });
  }
  return ctx.store.write(async (books) => {
    const range = { ...days, ...(reading.symbols ? { symbols: [...reading.symbols] } : {}) };
    const kept = await books.corporateActions.list(range);
    let actions: readonly CorporateAction[] = kept;
    const pieces: Piece[] = [];
    for (const given of answers) {
      const before = actions;
      const answer = believed(given, before);
      if (answer.asked.source !== undefined) {
        const whole = answer.whole && isWhole(answer.asked);
        actions = mergeActions(before, answer.exchange, answer.actions, whole);
      }
      const { save, remove } = changesBetween(before, actions);
      const piece = pieceOf(answer, days, save.length + remove.length);
      await books.syncHistory.record(syncRecord(ctx, piece, answer.asked, 'window of ex-dates'));
      pieces.push(piece);
    }
    const { save, remove, added } = changesBetween(kept, actions);
    await books.corporateActions.apply(remove, save);
    for (const draft of actionDrafts(kept, actions, reading.watching)) {
      await books.notifications.queue(draft);
    }
    const [changed, removed] = [save.length - added, remove.length];
    return { pieces, added, changed, removed, actions };
  });
}
