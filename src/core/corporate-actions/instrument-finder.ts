/** A security as it is kept, under one of its symbols. */
export interface SymbolBearer {
  readonly symbol: string;
  readonly instrumentId: number;
  readonly isin?: string;
  /** Whether it bears the symbol now. */
  readonly current: boolean;
}

/** The kept instrument that an action or factor is about; absent when it is not known. */
export type InstrumentFinder = (about: {
  readonly isin?: string;
  readonly symbol: string;
}) => number | undefined;

/**
 * Finds instruments by ISIN, else by the part of it that a new face value leaves, else by symbol, a
 * current one first: the exchange's lists call a share by today's symbol whatever it was then.
 */
export function instrumentFinder(bearers: readonly SymbolBearer[]): InstrumentFinder {
  const [byIsin, byStem, bySymbol, byFormer] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const { symbol, isin, instrumentId, current } of bearers) {
    if (isin !== undefined) {
      byIsin.set(isin, instrumentId);
      if (!byStem.has(isin.slice(0, 9))) byStem.set(isin.slice(0, 9), instrumentId);
    }
    (current ? bySymbol : byFormer).set(symbol, instrumentId);
  }
  return ({ isin, symbol }) => {
    const named =
      isin === undefined ? undefined : (byIsin.get(isin) ?? byStem.get(isin.slice(0, 9)));
    return named ?? bySymbol.get(symbol) ?? byFormer.get(symbol);
  };
}
