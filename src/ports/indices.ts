import type { IndexMember } from '../core/indices/index-member.ts';
import type { PublishedIndex } from '../core/indices/published-index.ts';

/** An index's list as it is published now. It bears no date. */
export interface IndexList {
  /** In the list's order, place holders too. */
  readonly members: readonly IndexMember[];
  /** The place that answered. */
  readonly source: string;
  /** No place answered, and this is a list that was kept some time ago. */
  readonly stale: boolean;
}

/** A place that tells which shares an index is made of, today. */
export interface IndexSource {
  readonly name: string;
  /** Codes that it knows: `NIFTY50`, `NIFTYBANK`. */
  readonly codes: readonly string[];
  /**
   * The whole list of an index.
   *
   * @param doubt says why a list cannot be believed: then it is refused as one of the wrong shape is
   * @throws Failure `bad-data` when no place has the list, or has one with a row that is refused, and
   *   as `Http` does
   */
  constituents(
    index: PublishedIndex,
    doubt?: (members: readonly IndexMember[]) => string | undefined,
  ): Promise<IndexList>;
  /**
   * Symbols of the index's members that are traded, from a kept list where no place answers.
   *
   * @throws Failure `usage` for a code that it does not know, and as `constituents` does
   */
  members(code: string): Promise<readonly string[]>;
}
