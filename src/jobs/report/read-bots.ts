import type { BotOutcome } from '../../core/bot/kept-decision.ts';
import type { ReportPeriod } from '../../core/report/report-period.ts';
import type { ReportFacts } from '../../render/report/facts.ts';
import type { Reading } from '../../store/store.ts';

type Asked = Pick<Reading, 'botDecisions' | 'tradedListings' | 'tradingSignals'>;

const MOST_ROWS = 60;
/** Decisions to leave things as they are: counted, not listed. */
const QUIET: ReadonlySet<BotOutcome> = new Set<BotOutcome>(['held', 'nothing', 'no-data']);

/** Reads what bots' strategies said and what the bots decided in the report's sessions. */
export async function readBots(
  store: Asked,
  { from, to }: ReportPeriod,
): Promise<Pick<ReportFacts, 'signals' | 'decisions'>> {
  const signals = (await store.tradingSignals.list({ from, to })).slice(-MOST_ROWS);
  const all = await store.botDecisions.list({ from, to });
  const told = all.filter(({ outcome }) => !QUIET.has(outcome)).slice(-MOST_ROWS);
  const ids = new Set([...signals, ...told].map(({ listingId }) => listingId));
  const listings = await store.tradedListings.of([...ids], to);
  const symbols = new Map(listings.map(({ listingId, symbol }) => [listingId, symbol]));
  const symbolOf = (listingId: number): string => symbols.get(listingId) ?? `listing ${listingId}`;
  const counts = new Map<string, number>();
  for (const { outcome } of all) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return {
    signals: signals.map((signal) => ({
      at: signal.signalledAt,
      bot: signal.bot,
      symbol: symbolOf(signal.listingId),
      action: signal.action,
      cause: signal.cause,
      pricePaise: signal.pricePaise,
      ordered: signal.orderId !== undefined,
      reason: signal.reason,
    })),
    decisions: {
      counts: [...counts],
      some: told.map(({ decidedAt, bot, listingId, outcome, reason }) => ({
        at: decidedAt,
        bot,
        symbol: symbolOf(listingId),
        outcome,
        reason,
      })),
    },
  };
}
