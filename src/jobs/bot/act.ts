import type { BotPlan } from '../../core/bot/bot-plan.ts';
import { decide } from '../../core/bot/decide.ts';
import type { BotDecision } from '../../core/bot/decide.ts';
import type { BotOutcome, KeptDecision } from '../../core/bot/kept-decision.ts';
import type { BotBlank, BotLook, BotStanding } from '../../core/bot/look.ts';
import { heldShares } from '../../core/exchange/book.ts';
import type { ExposureFacts } from '../../core/exchange/exposure.ts';
import type { OrderRequest } from '../../core/exchange/order-request.ts';
import { Failure } from '../../core/failure.ts';
import { strategyKey } from '../../core/portfolio/strategy-tag.ts';
import { accountBooks, placeOrder } from '../../feed/trading/place-order.ts';
import type { PlacingNow } from '../../feed/trading/place-order.ts';
import { exposureFacts } from '../../feed/trading/order-limits.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';
import { moveStop } from './move-stop.ts';
import { accountPast, standingOf } from './standing.ts';

/** What one bot did in one run. */
export interface Acted {
  readonly decisions: readonly (KeptDecision & { readonly symbol: string })[];
  /** Bars that had been decided before. */
  readonly already: number;
}

/** Which run acts, and how. */
export interface ActWish {
  readonly plan: BotPlan;
  readonly looks: readonly (BotLook | BotBlank)[];
  readonly signalsOnly: boolean;
  readonly runId: string;
}

type Done = Pick<KeptDecision, 'outcome' | 'reason' | 'orderId'>;

const isBlank = (look: BotLook | BotBlank): look is BotBlank => 'missing' in look;

function requestOf(
  { product }: BotPlan,
  accountId: number,
  decision: Extract<BotDecision, { kind: 'buy' | 'sell' }>,
  { held }: BotStanding,
): OrderRequest {
  const market = { accountId, type: 'MARKET', validity: 'DAY', product } as const;
  if (decision.kind === 'sell') return { ...market, side: 'SELL', quantity: held };
  const { quantity, stopPaise, targetPaise } = decision;
  return {
    ...market,
    side: 'BUY',
    quantity,
    ...(stopPaise === undefined ? {} : { stopPaise }),
    ...(targetPaise === undefined ? {} : { targetPaise }),
  };
}

/** One bot at work on the books of its account, inside one transaction. */
function desk(books: Books, placing: PlacingNow, wish: ActWish, accountId: number) {
  const { plan } = wish;
  const { now } = placing;
  const listingIds = wish.looks.map(({ listingId }) => listingId);
  const open = (): Promise<OpenedBook> => accountBooks(books, placing, accountId, listingIds);

  async function trade(
    look: BotLook,
    decision: Extract<BotDecision, { kind: 'buy' | 'sell' }>,
    standing: BotStanding,
    opened: OpenedBook,
  ): Promise<Done> {
    const { listingId, barEnd } = look;
    const clientKey = strategyKey(plan.name, `${listingId}:${barEnd}:${decision.kind}`);
    const bought = decision.kind === 'buy';
    const outcome: BotOutcome = bought ? 'bought' : 'sold';
    const before = await books.orders.byKey(accountId, clientKey);
    if (before) {
      return { outcome, orderId: before.orderId, reason: 'its order was placed before' };
    }
    const note = `bot ${plan.name}: ${decision.reason}`.slice(0, 300);
    const placed = await placeOrder(
      books,
      opened,
      {
        listingId,
        request: requestOf(plan, accountId, decision, standing),
        papers: { clientKey, note, placedAt: now },
        ...(bought ? {} : { insteadOf: `bot ${plan.name} sells all` }),
      },
      placing,
    );
    const { orderId } = placed.order;
    if (placed.accepted) return { outcome, orderId, reason: decision.reason };
    return { outcome: 'refused', orderId, reason: `${placed.reason} (${decision.reason})` };
  }

  async function apply(
    look: BotLook,
    decision: BotDecision,
    standing: BotStanding,
    opened: OpenedBook,
  ): Promise<Done> {
    const { reason } = decision;
    switch (decision.kind) {
      case 'held':
      case 'nothing':
      case 'limited':
        return { outcome: decision.kind, reason };
      case 'move-stop':
        if (wish.signalsOnly) return { outcome: 'signal', reason };
        return moveStop(books, opened, decision, look.listingId, placing);
      case 'buy':
      case 'sell':
        if (wish.signalsOnly) return { outcome: 'signal', reason };
        return trade(look, decision, standing, opened);
    }
  }

  async function saveSignal(look: BotLook, decision: BotDecision, done: Done): Promise<void> {
    const { listingId, barEnd, action, reason, closePaise } = look;
    const sold = decision.kind === 'sell';
    if (!sold && action === 'none') return;
    const { name, strategy } = plan;
    const traded = done.outcome === 'bought' || done.outcome === 'sold' ? done.orderId : undefined;
    await books.tradingSignals.save({
      bot: name,
      listingId,
      barEnd,
      strategy,
      session: placing.session,
      signalledAt: now,
      action: sold || action === 'exit' ? 'exit' : 'enter',
      cause: sold ? decision.cause : 'strategy',
      pricePaise: closePaise,
      reason: sold ? decision.reason : reason,
      ...(traded === undefined ? {} : { orderId: traded }),
    });
  }
  return { open, apply, saveSignal };
}

/**
 * Prices and industries by which the account is valued: a quote where there is one since the bar that
 * is decided on, else the bar's close.
 */
async function valuedAt(
  books: Books,
  { listings }: OpenedBook,
  looks: ActWish['looks'],
  { session, now }: PlacingNow,
): Promise<ExposureFacts> {
  const facts = await exposureFacts(books, listings, session);
  const pricePaise = new Map(facts.pricePaise);
  for (const look of looks) {
    if (isBlank(look)) continue;
    const quote = listings.get(look.listingId)?.quote;
    const fresh = quote !== undefined && quote.at > look.barEnd && quote.at <= now;
    pricePaise.set(look.listingId, fresh ? quote.lastPaise : look.closePaise);
  }
  return { ...facts, pricePaise };
}

/**
 * Decides every look of a bot whose bar is not settled yet and does what follows, inside the caller's
 * transaction: what is held first, so that sales come before purchases, then in the universe's order.
 *
 * @throws Failure `config` when there is no such account
 */
export async function act(books: Books, placing: PlacingNow, wish: ActWish): Promise<Acted> {
  const { plan, looks, signalsOnly, runId } = wish;
  const { session, now } = placing;
  const account = (await books.accounts.all()).find(({ name }) => name === plan.account);
  if (!account) {
    throw new Failure(
      'config',
      `${plan.place}: bot ${plan.name}: expected an account "${plan.account}", found none: \`paperjobs account create ${plan.account} --deposit 1000000\` opens it`,
    );
  }
  const { accountId } = account;
  const { open, apply, saveSignal } = desk(books, placing, wish, accountId);
  const past = await accountPast(books, accountId, session);
  let opened = await open();
  const facts = await valuedAt(books, opened, looks, placing);
  const owns = ({ listingId }: BotLook | BotBlank): boolean =>
    heldShares(opened.book, accountId, listingId) !== 0;
  const inOrder = [...looks.filter(owns), ...looks.filter((look) => !owns(look))];
  const decisions: (KeptDecision & { symbol: string })[] = [];
  let already = 0;
  for (const look of inOrder) {
    const { listingId, barEnd, symbol } = look;
    const before = await books.botDecisions.find(plan.name, listingId, barEnd);
    if (before?.settled) {
      already++;
      continue;
    }
    let done: Done;
    if (isBlank(look)) done = { outcome: 'no-data', reason: look.missing };
    else {
      const at = { calendar: placing.calendar, session };
      const standing = standingOf(opened, accountId, listingId, plan, facts, past, at);
      const decision = decide(plan, look, standing);
      done = await apply(look, decision, standing, opened);
      await saveSignal(look, decision, done);
      // What was placed is in the books now, and the opened ones are used up.
      if (done.orderId !== undefined) opened = await open();
    }
    const decided: KeptDecision = {
      bot: plan.name,
      listingId,
      barEnd,
      accountId,
      strategy: plan.strategy,
      session,
      decidedAt: now,
      settled: !signalsOnly && done.outcome !== 'no-data',
      runId,
      ...done,
    };
    if (await books.botDecisions.save(decided)) decisions.push({ ...decided, symbol });
  }
  return { decisions, already };
}
