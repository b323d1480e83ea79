import type { MarketSubject } from '../../core/alerts/subject.ts';
import { indexSymbol } from '../../core/indices/index-names.ts';
import { istDate } from '../../core/market/instant.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import { codeOf } from './index-code.ts';
import { EXCHANGE } from './rule-desk.ts';
import type { RuleDesk } from './rule-desk.ts';

/** The instruments of subjects, found together and once. */
export interface SubjectFinder {
  /** Under the symbols that they bear; `unknown` names what nothing is known of. */
  of(subject: MarketSubject): {
    readonly instruments: readonly PricedInstrument[];
    readonly unknown: readonly string[];
  };
}

/** Symbols that a subject stands for; absent: every instrument. */
type SymbolsOf = (subject: MarketSubject) => readonly string[] | undefined;

async function symbolsOf(
  { store, settings, now }: RuleDesk,
  subjects: readonly MarketSubject[],
): Promise<SymbolsOf> {
  const indices = new Set(
    subjects.flatMap((subject) => (subject.kind === 'members' ? [subject.index] : [])),
  );
  const members = new Map<string, string[]>();
  for (const index of indices) {
    const code = codeOf(index);
    const on = code === undefined ? undefined : await store.indexMembership.on(code, istDate(now));
    members.set(
      index,
      (on?.members ?? []).flatMap((one) => (one.dummy ? [] : [one.symbol])),
    );
  }
  const watched = subjects.some(({ kind }) => kind === 'watchlist')
    ? await store.watchlist.symbols(EXCHANGE)
    : [];
  return (subject) => {
    switch (subject.kind) {
      case 'symbols':
        return subject.symbols;
      case 'watchlist':
        return watched.length > 0 ? watched : settings.watchlist;
      case 'members':
        return members.get(subject.index) ?? [];
      case 'any':
        return undefined;
    }
  };
}

/** Instruments by every name that leads to them: the symbol of now, one of before, an index's code. */
async function byName(
  { store }: RuleDesk,
  symbols: readonly string[] | undefined,
): Promise<{ all: readonly PricedInstrument[]; named: Map<string, PricedInstrument> }> {
  const asked = symbols && [...new Set(symbols.flatMap((one) => [one, indexSymbol(one)]))];
  const all = await store.dailyBars.instruments({
    exchange: EXCHANGE,
    ...(asked ? { symbols: asked } : {}),
  });
  const named = new Map(all.map((one) => [one.symbol, one]));
  const strange = (symbols ?? []).filter((symbol) => !named.has(symbol));
  if (strange.length === 0) return { all, named };
  const byId = new Map(all.map((one) => [one.instrumentId, one]));
  const before = new Map(
    (await store.securities.all()).map(({ symbol, instrumentId }) => [symbol, instrumentId]),
  );
  for (const symbol of strange) {
    const found = named.get(indexSymbol(symbol)) ?? byId.get(before.get(symbol) ?? -1);
    if (found) named.set(symbol, found);
  }
  return { all, named };
}

/** Finds the instruments that subjects stand for now. */
export async function findSubjects(
  desk: RuleDesk,
  subjects: readonly MarketSubject[],
): Promise<SubjectFinder> {
  const symbols = await symbolsOf(desk, subjects);
  const lists = subjects.map(symbols);
  const everything = lists.some((list) => list === undefined);
  const { all, named } = await byName(
    desk,
    everything ? undefined : [...new Set(lists.flatMap((list) => list ?? []))],
  );
  return {
    of(subject) {
      const list = symbols(subject);
      if (!list) return { instruments: all, unknown: [] };
      const instruments: PricedInstrument[] = [];
      const unknown: string[] = [];
      for (const symbol of list) {
        const found = named.get(symbol);
        if (found) instruments.push(found);
        else unknown.push(symbol);
      }
      return { instruments, unknown };
    },
  };
}
