import type { Selectable } from 'kysely';
import type { BotOutcome, KeptDecision } from '../../core/bot/kept-decision.ts';
import { instant } from '../../core/market/instant.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { BotTables } from '../bot-tables.ts';
import type { Handle } from '../handle.ts';

/** Which decisions or signals; absent: all. Both ends are in the range. */
export interface BotWish {
  readonly bot?: string;
  readonly listingIds?: readonly number[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

function fromRow(row: Selectable<BotTables['bot_decisions']>): KeptDecision {
  return {
    bot: row.bot,
    listingId: row.listing_id,
    barEnd: instant(row.bar_end),
    accountId: row.account_id,
    strategy: row.strategy,
    session: sessionDate(row.session),
    decidedAt: instant(row.decided_at),
    outcome: row.outcome as BotOutcome,
    reason: row.reason,
    settled: row.settled === 1,
    runId: row.run_id,
    ...(row.order_id === null ? {} : { orderId: row.order_id }),
  };
}

/** Reading of what bots decided. */
export function readBotDecisions({ db }: Handle) {
  return {
    /** By session, bot and instrument, oldest first. */
    async list({ bot, listingIds, from, to }: BotWish = {}): Promise<KeptDecision[]> {
      let query = db
        .selectFrom('bot_decisions')
        .selectAll()
        .orderBy('session')
        .orderBy('bot')
        .orderBy('listing_id')
        .orderBy('bar_end');
      if (bot !== undefined) query = query.where('bot', '=', bot);
      if (listingIds) query = query.where('listing_id', 'in', listingIds);
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map(fromRow);
    },
    /** The day of the newest decision. Absent: there is none. */
    async newestSession(): Promise<SessionDate | undefined> {
      const row = await db
        .selectFrom('bot_decisions')
        .select(({ fn }) => fn.max('session').as('session'))
        .executeTakeFirst();
      const session: string | null | undefined = row?.session;
      return session === null || session === undefined ? undefined : sessionDate(session);
    },
    /** What a bot has decided about an instrument's bar. Absent: nothing. */
    async find(bot: string, listingId: number, barEnd: number): Promise<KeptDecision | undefined> {
      const row = await db
        .selectFrom('bot_decisions')
        .selectAll()
        .where('bot', '=', bot)
        .where('listing_id', '=', listingId)
        .where('bar_end', '=', barEnd)
        .executeTakeFirst();
      return row && fromRow(row);
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeBotDecisions({ db }: Handle) {
  return {
    /**
     * Keeps a decision in place of one that is not settled. One that says the same stays as it was.
     *
     * @returns whether anything changed
     */
    async save(decision: KeptDecision): Promise<boolean> {
      const facts = {
        account_id: decision.accountId,
        strategy: decision.strategy,
        session: decision.session as string,
        decided_at: decision.decidedAt as number,
        outcome: decision.outcome as string,
        reason: decision.reason,
        settled: Number(decision.settled),
        order_id: decision.orderId ?? null,
        run_id: decision.runId,
      };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bot_decisions')
        .values({
          bot: decision.bot,
          listing_id: decision.listingId,
          bar_end: decision.barEnd,
          ...facts,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['bot', 'listing_id', 'bar_end'])
            .doUpdateSet(facts)
            .where('bot_decisions.settled', '=', 0)
            .where((where) =>
              where.or([
                where('bot_decisions.outcome', '<>', facts.outcome),
                where('bot_decisions.reason', '<>', facts.reason),
                where('bot_decisions.settled', '<>', facts.settled),
              ]),
            ),
        )
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}
