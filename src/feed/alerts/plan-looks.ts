import { barsDuring } from '../../core/alerts/bars-needed.ts';
import type { RuleNeeds } from '../../core/alerts/bars-needed.ts';
import type { EdgeState } from '../../core/alerts/edge.ts';
import type { Moment } from '../../core/alerts/look.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import type { BookSubject } from '../../core/alerts/subject.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import type { Interval } from '../../core/market/bar.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { lastTrading } from '../../core/market/quote.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import { findSubjects } from './find-subjects.ts';
import { livePrices } from './live-prices.ts';
import { sessionEnds } from './read-bars.ts';
import { joinNeeds } from './read-facts.ts';
import type { ReadRule } from './read-rules.ts';
import type { RuleDesk } from './rule-desk.ts';

/** What nothing could be looked at of: symbols that nothing is known of. */
export interface UnknownSubject {
  readonly rule: ReadRule['rule'];
  readonly symbol: string;
}

/** Which looks there are to take, and what has to be read for them. */
export interface PlannedLooks {
  readonly wanted: ReadonlyMap<PricedInstrument, Wanted>;
  readonly needs: ReadonlyMap<PricedInstrument, RuleNeeds>;
  readonly books: readonly (ReadRule & { readonly subject: BookSubject })[];
  readonly unknown: readonly UnknownSubject[];
  readonly current: Current;
}

/**
 * By rule, what has seen every bar there is, and so is not looked at: of rules that name symbols
 * those, of others only that there is something.
 */
export type Current = ReadonlyMap<number, ReadonlySet<string>>;

/** When the newest bar that may be there was closed: what has seen it has nothing to look at. */
function newestEnd(desk: RuleDesk, { now, today }: Moment): (interval: Interval) => Instant {
  const { calendar } = desk;
  const endOf = sessionEnds(calendar);
  const sessions = calendar.sessions(addDays(today, -31), today);
  const lastOver = sessions.findLast(({ session }) => endOf(session) <= now);
  const known = new Map<Interval, Instant>();
  const reckoned = (interval: Interval): Instant => {
    if (interval === '1d') return lastOver ? endOf(lastOver.session) : instant(0);
    const seconds = INTERVAL_MINUTES[interval] * 60;
    const due = lastTrading(calendar, now) ?? now;
    const stretches = sessions.flatMap(({ hours }) => hours);
    const last = stretches.findLastIndex(({ open }) => open <= now);
    const [stretch, before] = [stretches[last], stretches[last - 1]];
    if (!stretch || due >= stretch.close) return stretch?.close ?? instant(0);
    const bars = Math.floor((due - stretch.open) / seconds);
    // Before its first bar is over there is none but the last one of before.
    return bars > 0 ? instant(stretch.open + bars * seconds) : (before?.close ?? instant(0));
  };
  return (interval) => {
    const end = known.get(interval) ?? reckoned(interval);
    known.set(interval, end);
    return end;
  };
}

/** Bars that were closed since the last look, those that are no news any more left out. */
const MOST_MISSED = 60;

function missed(interval: Interval, seen: number, newest: number): number {
  const seconds = interval === '1d' ? 86_400 : INTERVAL_MINUTES[interval] * 60;
  return Math.min(MOST_MISSED, Math.ceil((newest - seen) / seconds));
}

/** The same with so many more bars of one length, and of others as many as lie in their time. */
function widened(needs: RuleNeeds, interval: Interval | undefined, more: number): RuleNeeds {
  if (interval === undefined || more <= 1) return needs;
  const bars = [...needs.bars].map(
    ([length, count]) => [length, count + barsDuring(more, interval, length)] as const,
  );
  return { ...needs, bars: new Map(bars) };
}

/** Whether an instrument has a price to be gone by; asked for all of them at the first question. */
function pricedAmong(
  desk: RuleDesk,
  all: () => readonly PricedInstrument[],
): (instrument: PricedInstrument) => Promise<boolean> {
  let priced: ReturnType<typeof livePrices> | undefined;
  return async (instrument) => {
    priced ??= livePrices(desk, all());
    return 'prices' in (await priced)(instrument);
  };
}

/** An instrument's rules, and what they need together. */
export interface Wanted {
  readonly rules: ReadRule[];
  needs?: RuleNeeds;
}

/**
 * Finds the instruments of rules that have anything to look at, each once with what all its rules
 * need.
 *
 * @param stateOf where a rule stands; absent: it was never looked at
 */
export async function planLooks(
  desk: RuleDesk,
  rules: readonly ReadRule[],
  stateOf: (ruleId: number, symbol: string) => EdgeState | undefined,
  moment: Moment,
): Promise<PlannedLooks> {
  const newest = newestEnd(desk, moment);
  const finder = await findSubjects(
    desk,
    rules.flatMap(({ rule }) => (isMarket(rule.subject) ? [rule.subject] : [])),
  );
  const hasPrice = pricedAmong(desk, () => finder.of({ kind: 'any' }).instruments);
  const wanted = new Map<PricedInstrument, Wanted>();
  const unknown: UnknownSubject[] = [];
  const books: (ReadRule & { readonly subject: BookSubject })[] = [];
  const current = new Map<number, Set<string>>();
  for (const read of rules) {
    const { rule, needs } = read;
    const { subject } = rule;
    if (!isMarket(subject)) {
      books.push({ ...read, subject });
      continue;
    }
    const found = finder.of(subject);
    for (const symbol of found.unknown) unknown.push({ rule, symbol });
    const { interval } = rule;
    let seenAll: Set<string> | undefined;
    const anyPriced = subject.kind === 'any' && interval === undefined && needs.quote;
    for (const instrument of found.instruments) {
      if (anyPriced && !(await hasPrice(instrument))) continue;
      let more = 0;
      if (interval) {
        const seen = stateOf(rule.id, instrument.symbol)?.seenAt ?? 0;
        if (seen >= newest(interval)) {
          seenAll ??= new Set();
          seenAll.add(subject.kind === 'symbols' ? instrument.symbol : subject.kind);
          continue;
        }
        more = seen === 0 ? 0 : missed(interval, seen, newest(interval));
      }
      let want = wanted.get(instrument);
      if (!want) {
        want = { rules: [] };
        wanted.set(instrument, want);
      }
      want.rules.push(read);
      want.needs = joinNeeds(want.needs, widened(needs, interval, more));
    }
    if (seenAll) current.set(rule.id, seenAll);
  }
  const needs = new Map<PricedInstrument, RuleNeeds>();
  for (const [instrument, want] of wanted) if (want.needs) needs.set(instrument, want.needs);
  return { wanted, needs, books, unknown, current };
}
