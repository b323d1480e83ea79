import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { sameContracts } from '../core/options/option-chain.ts';
import type { OptionChain } from '../core/options/option-chain.ts';
import type { PriceSourceName } from '../ports/prices.ts';
import { sourceCode, sourceName } from './candles.ts';
import type { BarSource } from './candles.ts';
import type { Handle } from './handle.ts';
import { contractsOf, writeContracts } from './option-contracts.ts';

/** A chain as it was at a moment. */
export interface KeptChain extends OptionChain {
  readonly at: Instant;
  /** When it was asked for, wall time. */
  readonly fetchedAt: Instant;
  readonly source: BarSource;
}

/** Reading of option chains. */
export function readOptionChains(handle: Handle) {
  const { db } = handle;

  async function newest(
    underlying: string,
    at: Instant,
    expiry?: SessionDate,
  ): Promise<KeptChain[]> {
    let query = db
      .selectFrom('option_snapshots as s')
      .selectAll('s')
      .where('s.underlying', '=', underlying)
      .where('s.taken_at', '=', (inner) =>
        inner
          .selectFrom('option_snapshots as n')
          .select((expression) => expression.fn.max<number>('n.taken_at').as('newest'))
          .whereRef('n.underlying', '=', 's.underlying')
          .whereRef('n.expiry', '=', 's.expiry')
          .where('n.taken_at', '<=', at),
      )
      .orderBy('s.expiry');
    if (expiry !== undefined) query = query.where('s.expiry', '=', expiry);
    const chains: KeptChain[] = [];
    for (const row of await query.execute()) {
      chains.push({
        underlying,
        expiry: sessionDate(row.expiry),
        at: instant(row.taken_at),
        fetchedAt: instant(row.fetched_at),
        source: sourceName(row.source),
        ...(row.spot_paise === null ? {} : { spotPaise: paise(row.spot_paise) }),
        contracts: await contractsOf(handle, row.snapshot_id),
      });
    }
    return chains;
  }

  return {
    /**
     * The newest chain of each expiry at or before the moment, soonest expiry first, contracts by
     * strike and calls before puts.
     */
    newest,
    /** Underlyings of which a chain is kept, by name. */
    async underlyings(): Promise<string[]> {
      const rows = await db
        .selectFrom('option_snapshots')
        .select('underlying')
        .distinct()
        .orderBy('underlying')
        .execute();
      return rows.map((row) => row.underlying);
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeOptionChains(handle: Handle) {
  const { db } = handle;
  const { newest } = readOptionChains(handle);

  async function dropAt({ underlying, expiry }: OptionChain, at: Instant): Promise<void> {
    const old = await db
      .selectFrom('option_snapshots')
      .select('snapshot_id')
      .where('underlying', '=', underlying)
      .where('expiry', '=', expiry)
      .where('taken_at', '=', at)
      .executeTakeFirst();
    if (!old) return;
    const { snapshot_id: id } = old;
    await db.deleteFrom('option_chain').where('snapshot_id', '=', id).execute();
    await db.deleteFrom('option_snapshots').where('snapshot_id', '=', id).execute();
  }

  return {
    /**
     * Keeps a chain whole. One that tells the same as the newest of its moment is kept already: of
     * the same time, or of any earlier one where the source tells no time.
     *
     * @param askedAt what the run takes for now: the chain's time where it tells none
     * @returns contracts written; 0 where it is kept already
     */
    async save(
      chain: OptionChain,
      source: PriceSourceName,
      askedAt: Instant,
      fetchedAt: Instant,
    ): Promise<number> {
      const { underlying, expiry, contracts, spotPaise } = chain;
      const at = chain.at ?? askedAt;
      const [kept] = await newest(underlying, at, expiry);
      const comparable = kept && (kept.at === at || chain.at === undefined);
      if (comparable && kept.spotPaise === spotPaise && sameContracts(kept.contracts, contracts)) {
        return 0;
      }
      await dropAt(chain, at);
      const { snapshot_id: id } = await db
        .insertInto('option_snapshots')
        .values({
          underlying,
          expiry,
          taken_at: at,
          fetched_at: fetchedAt,
          source: sourceCode(source),
          spot_paise: spotPaise ?? null,
        })
        .returning('snapshot_id')
        .executeTakeFirstOrThrow();
      return writeContracts(handle, id, contracts);
    },
  };
}
