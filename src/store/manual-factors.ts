import type { ManualFactor, ManualKind } from '../core/corporate-actions/manual-factor.ts';
import { instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';

/** Reading of price factors that a person entered. */
export function readManualFactors({ db }: Handle) {
  return {
    /** All of them, by symbol and ex-date. */
    async list(): Promise<ManualFactor[]> {
      const rows = await db
        .selectFrom('manual_factors')
        .selectAll()
        .orderBy('symbol')
        .orderBy('ex_date')
        .orderBy('security')
        .execute();
      return rows.map((row) => ({
        security: row.security,
        symbol: row.symbol,
        exDate: sessionDate(row.ex_date),
        factor: row.factor,
        kind: row.kind as ManualKind,
        reason: row.reason,
        enteredAt: instant(row.entered_at),
        ...(row.isin === null ? {} : { isin: row.isin }),
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeManualFactors({ db }: Handle) {
  return {
    /** Enters one; the one of the same share and day is replaced. */
    async save(entered: ManualFactor): Promise<void> {
      await db
        .replaceInto('manual_factors')
        .values({
          security: entered.security,
          ex_date: entered.exDate,
          symbol: entered.symbol,
          isin: entered.isin ?? null,
          factor: entered.factor,
          kind: entered.kind,
          reason: entered.reason,
          entered_at: entered.enteredAt,
        })
        .execute();
    },
    async remove(security: string, exDate: SessionDate): Promise<void> {
      await db
        .deleteFrom('manual_factors')
        .where('security', '=', security)
        .where('ex_date', '=', exDate)
        .execute();
    },
  };
}
