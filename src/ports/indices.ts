/** A place that tells which shares an index is made of, today. */
export interface IndexSource {
  readonly name: string;
  /** Codes that it knows: `NIFTY50`, `NIFTYBANK`. */
  readonly codes: readonly string[];
  /**
   * Symbols of the index's members.
   *
   * @throws Failure `usage` for a code that it does not know, and as `Http` does
   */
  members(code: string): Promise<readonly string[]>;
}
