/** Tables of candlestick patterns, as the newest migration leaves them. Meanings are in migration 9. */
export interface PatternTables {
  pattern_names: { pattern: number; name: string };
  patterns: { instrument_id: number; session: string; pattern: number; value: number };
}
