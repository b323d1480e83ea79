/** Something that tells the tone of headlines. */
export interface SentimentModel {
  /** Name with its version: scores of two names are never mixed. */
  readonly name: string;
  /**
   * Scores texts, in their order.
   *
   * @returns −1 (bad for who owns the share) to 1 (good)
   */
  score(texts: readonly string[]): Promise<number[]>;
  /** Gives back what it holds. */
  close(): Promise<void>;
}
