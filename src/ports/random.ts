/** Randomness for jitter and identifiers; seeded in tests. */
export interface Random {
  /** From 0 up to, never reaching, 1. */
  fraction(): number;
  uuid(): string;
}
