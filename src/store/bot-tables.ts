/** Tables of bots. Meanings of columns are in their migration. */
export interface BotTables {
  bot_decisions: {
    bot: string;
    listing_id: number;
    bar_end: number;
    account_id: number;
    strategy: string;
    session: string;
    decided_at: number;
    outcome: string;
    reason: string;
    settled: number;
    order_id: number | null;
    run_id: string;
  };
  trading_signals: {
    bot: string;
    listing_id: number;
    bar_end: number;
    strategy: string;
    session: string;
    signalled_at: number;
    action: string;
    cause: string;
    price_paise: number;
    reason: string;
    order_id: number | null;
  };
}
