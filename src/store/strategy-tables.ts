/** Tables of what strategies said, as the newest migration leaves them. Meanings are in migration 15. */
export interface StrategyTables {
  strategy_hits: {
    instrument_id: number;
    session: string;
    strategy: string;
    action: string;
    reason: string;
  };
}
