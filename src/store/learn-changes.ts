import type { NameChange } from '../core/identity/name-change.ts';
import type { SymbolChange } from '../core/identity/symbol-chain.ts';
import type { Instant } from '../core/market/instant.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { sameValues } from '../core/sync/dated-runs.ts';
import { bearingDuring, bearingOn, refitBearing } from './bear-symbol.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';
import { SINCE_EVER } from './instruments.ts';
import { loadMarket } from './load-market.ts';
import { pushTo } from './market-identity.ts';
import type { MarketIdentity } from './market-identity.ts';
import { writeIdentity } from './write-identity.ts';

function keepChanges(
  { db, raw }: Handle,
  exchange: ExchangeCode,
  changes: readonly SymbolChange[],
): number {
  const blank = { exchange: '', old_symbol: '', new_symbol: '', changed_on: '' };
  return runBulk(
    raw,
    'symbol_changes',
    (rows) =>
      db
        .insertInto('symbol_changes')
        .values(Array.from({ length: rows }, () => blank))
        .onConflict((conflict) => conflict.doNothing())
        .compile(),
    changes,
    4,
    ({ oldSymbol, newSymbol, on }, cells, offset) => {
      cells[offset] = exchange;
      cells[offset + 1] = oldSymbol;
      cells[offset + 2] = newSymbol;
      cells[offset + 3] = on;
    },
  );
}

/** The instrument of a changed name: who bears the symbol now, else who did when the name changed. */
function renamedIn(
  market: MarketIdentity,
  { symbol, on }: NameChange,
  today: SessionDate,
): number | undefined {
  const bearer =
    bearingOn(market, symbol, today) ??
    bearingOn(market, symbol, on) ??
    bearingDuring(market, { symbol });
  return bearer?.instrumentId;
}

/** Dates the names of instruments. @returns instruments whose names have changed */
function noteNames(
  market: MarketIdentity,
  changes: readonly NameChange[],
  today: SessionDate,
): number {
  const byInstrument = new Map<number, NameChange[]>();
  for (const change of changes) {
    const id = change.on > today ? undefined : renamedIn(market, change, today);
    if (id !== undefined) pushTo(byInstrument, id, change);
  }
  let changed = 0;
  for (const [id, list] of byInstrument) {
    const sorted = list.toSorted((a, b) => (a.on < b.on ? -1 : 1));
    const first = sorted[0]?.oldName ?? '';
    const runs = new Map(first === '' ? [] : [[SINCE_EVER, first]]);
    for (const { on, newName } of sorted) runs.set(on, newName);
    const dated = [...runs].map(([from, value]) => ({ from, value }));
    if (sameValues(market.names.get(id) ?? [], dated)) continue;
    market.pending.names.set(id, dated);
    changed++;
  }
  return changed;
}

/** Writing of what the exchange's lists of changes tell, inside the caller's transaction. */
export function writeChanges(handle: Handle) {
  return {
    /**
     * Takes the lists of changed symbols and names in. Symbols that are borne now are dated by them;
     * instruments that turn up later are, too.
     *
     * @returns changes that are new, and instruments whose names are dated anew
     */
    async learnChanges(
      exchange: ExchangeCode,
      symbols: readonly SymbolChange[],
      names: readonly NameChange[],
      today: SessionDate,
      at: Instant,
    ): Promise<{ symbols: number; names: number }> {
      const fresh = keepChanges(handle, exchange, symbols);
      const market = loadMarket(handle, exchange, today);
      if (fresh > 0) {
        for (const bearing of [...market.bearings.values()].flat()) {
          if (bearing.to === null) refitBearing(market, bearing, today);
        }
      }
      const renamed = noteNames(market, names, today);
      await writeIdentity(handle, market, at);
      return { symbols: fresh, names: renamed };
    },
  };
}
