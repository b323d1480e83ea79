import type { KeptSignal, SignalCause } from '../../core/bot/kept-decision.ts';
import { instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { Handle } from '../handle.ts';
import type { BotWish } from './bot-decisions.ts';

/** Reading of what bots' strategies said. */
export function readTradingSignals({ db }: Handle) {
  return {
    /** By session, bot and instrument, oldest first. */
    async list({ bot, listingIds, from, to }: BotWish = {}): Promise<KeptSignal[]> {
      let query = db
        .selectFrom('trading_signals')
        .selectAll()
        .orderBy('session')
        .orderBy('bot')
        .orderBy('listing_id')
        .orderBy('bar_end');
      if (bot !== undefined) query = query.where('bot', '=', bot);
      if (listingIds) query = query.where('listing_id', 'in', listingIds);
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map((row) => ({
        bot: row.bot,
        listingId: row.listing_id,
        barEnd: instant(row.bar_end),
        strategy: row.strategy,
        session: sessionDate(row.session),
        signalledAt: instant(row.signalled_at),
        action: row.action as KeptSignal['action'],
        cause: row.cause as SignalCause,
        pricePaise: paise(row.price_paise),
        reason: row.reason,
        ...(row.order_id === null ? {} : { orderId: row.order_id }),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeTradingSignals({ db }: Handle) {
  return {
    /** Keeps a signal; one that is there gets the order that came of it, if one did. */
    async save(signal: KeptSignal): Promise<void> {
      await db
        .insertInto('trading_signals')
        .values({
          bot: signal.bot,
          listing_id: signal.listingId,
          bar_end: signal.barEnd,
          strategy: signal.strategy,
          session: signal.session,
          signalled_at: signal.signalledAt,
          action: signal.action,
          cause: signal.cause,
          price_paise: signal.pricePaise,
          reason: signal.reason,
          order_id: signal.orderId ?? null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['bot', 'listing_id', 'bar_end'])
            .doUpdateSet({ order_id: signal.orderId ?? null })
            .where('trading_signals.order_id', 'is not', signal.orderId ?? null),
        )
        .execute();
    },
  };
}
