import { needsOf } from '../../core/alerts/bars-needed.ts';
import type { RuleNeeds } from '../../core/alerts/bars-needed.ts';
import { ARMED, differs } from '../../core/alerts/edge.ts';
import type { EdgeState } from '../../core/alerts/edge.ts';
import { look, remembered, viewOf } from '../../core/alerts/look.ts';
import type { InstrumentView, Looked, Moment } from '../../core/alerts/look.ts';
import { conditionOf } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import type { BookSubject } from '../../core/alerts/subject.ts';
import { opensAt } from '../../core/calendar/calendar.ts';
import type { Expression } from '../../core/expression/expression.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import type { Interval } from '../../core/market/bar.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { lastTrading, STALE_SECONDS } from '../../core/market/quote.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import { bookViews } from './book-views.ts';
import { findSubjects } from './find-subjects.ts';
import { sessionEnds } from './read-bars.ts';
import { joinNeeds, readFacts } from './read-facts.ts';
import type { RuleDesk } from './rule-desk.ts';

/** Sessions back to which a daily bar is still news. */
const NEWS_SESSIONS = 3;

/** A rule with its condition read, and what that needs. */
export interface ReadRule {
  readonly rule: AlertRule;
  readonly condition: Expression;
  readonly needs: RuleNeeds;
}

/** A look at one rule for one instrument. */
export interface RuleLook {
  readonly rule: AlertRule;
  readonly symbol: string;
  readonly before: EdgeState;
  readonly looked: Looked;
  /** The same look from another state. */
  again(state: EdgeState): Looked;
}

/** Whether anything of a look is to be kept. */
export function isNews({ rule, before, looked }: Omit<RuleLook, 'again' | 'symbol'>): boolean {
  const { state, fired } = looked;
  // Closed bars that were looked at are noted; of quotes only what they changed is.
  const bars = rule.interval !== undefined && state.seenAt !== before.seenAt;
  return fired.length > 0 || bars || differs(state, before);
}

/** What nothing could be looked at of: symbols that nothing is known of. */
export interface UnknownSubject {
  readonly rule: AlertRule;
  readonly symbol: string;
}

export interface LookedAt {
  /** Those that came to something, and those that could not be taken; or all, where all were wanted. */
  readonly looks: readonly RuleLook[];
  /** Looks that were taken, by rule. */
  readonly taken: ReadonlyMap<number, number>;
  readonly unknown: readonly UnknownSubject[];
  /** Instruments of which something was read. */
  readonly instruments: number;
}

/** Reads conditions; those of equal text once. */
export function readRules(rules: readonly AlertRule[]): ReadRule[] {
  const known = new Map<string, Pick<ReadRule, 'condition' | 'needs'>>();
  return rules.map((rule) => {
    const { kind } = rule.subject;
    const key = `${rule.interval ?? ''} ${isMarket(rule.subject) ? '' : kind} ${rule.condition}`;
    let read = known.get(key);
    if (!read) {
      const condition = conditionOf(rule);
      read = { condition, needs: needsOf(condition, rule.interval) };
      known.set(key, read);
    }
    return { rule, ...read };
  });
}

/** What of the past is news: the running session's bars, and the last few daily ones. */
export function momentOf({ calendar, now }: RuleDesk): Moment {
  const today = calendar.dateAt(now);
  const sessions = calendar.sessions(addDays(today, -31), today);
  const endOf = sessionEnds(calendar);
  const over = sessions.filter(({ session }) => endOf(session) <= now);
  const daily = over.at(-NEWS_SESSIONS);
  const due = lastTrading(calendar, now) ?? now;
  const running = sessions.findLast((day) => opensAt(day) <= now);
  return {
    now,
    today,
    newsSince(interval) {
      if (interval === '1d') return daily ? endOf(daily.session) : instant(0);
      const begun = running ? opensAt(running) : now;
      return instant(Math.max(begun, due - STALE_SECONDS - INTERVAL_MINUTES[interval] * 60));
    },
  };
}

/** When the newest bar that may be there was closed: what has seen it has nothing to look at. */
function newestEnd(desk: RuleDesk, { now, today }: Moment): (interval: Interval) => Instant {
  const { calendar } = desk;
  const endOf = sessionEnds(calendar);
  const sessions = calendar.sessions(addDays(today, -31), today);
  const lastOver = sessions.findLast(({ session }) => endOf(session) <= now);
  return (interval) => {
    if (interval === '1d') return lastOver ? endOf(lastOver.session) : instant(0);
    const seconds = INTERVAL_MINUTES[interval] * 60;
    const due = lastTrading(calendar, now) ?? now;
    const day = sessions.findLast((one) => opensAt(one) <= now);
    if (!day) return instant(0);
    const stretch = day.hours.findLast(({ open }) => open <= now);
    if (!stretch || due >= stretch.close) return stretch?.close ?? instant(0);
    return instant(stretch.open + Math.floor((due - stretch.open) / seconds) * seconds);
  };
}

/** Bars that were closed since the last look, those that are no news any more left out. */
const MOST_MISSED = 60;

function missed(interval: Interval, seen: number, newest: number): number {
  const seconds = interval === '1d' ? 86_400 : INTERVAL_MINUTES[interval] * 60;
  return Math.min(MOST_MISSED, Math.ceil((newest - seen) / seconds));
}

/** The same with more bars of one length. */
function widened(needs: RuleNeeds, interval: Interval | undefined, more: number): RuleNeeds {
  if (interval === undefined || more <= 1) return needs;
  const bars = new Map(needs.bars);
  bars.set(interval, (bars.get(interval) ?? 0) + more);
  return { ...needs, bars };
}

interface Wanted {
  readonly rules: ReadRule[];
  needs?: RuleNeeds;
}

/**
 * Looks at rules for all their instruments. What an instrument's rules need is read once, and not at
 * all where no bar can be there that they have not seen.
 *
 * @param stateOf where a rule stands; absent: it was never looked at
 * @param all whether looks that changed nothing are wanted: they hold on to an instrument's bars
 */
export async function lookAtRules(
  desk: RuleDesk,
  rules: readonly ReadRule[],
  stateOf: (ruleId: number, symbol: string) => EdgeState | undefined,
  all = false,
): Promise<LookedAt> {
  const moment = momentOf(desk);
  const newest = newestEnd(desk, moment);
  const finder = await findSubjects(
    desk,
    rules.flatMap(({ rule }) => (isMarket(rule.subject) ? [rule.subject] : [])),
  );
  const wanted = new Map<PricedInstrument, Wanted>();
  const unknown: UnknownSubject[] = [];
  const books: (ReadRule & { readonly subject: BookSubject })[] = [];
  for (const read of rules) {
    const { rule, needs } = read;
    const { subject } = rule;
    if (!isMarket(subject)) {
      books.push({ ...read, subject });
      continue;
    }
    const found = finder.of(subject);
    for (const symbol of found.unknown) unknown.push({ rule, symbol });
    for (const instrument of found.instruments) {
      const { interval } = rule;
      let more = 0;
      if (interval) {
        const seen = stateOf(rule.id, instrument.symbol)?.seenAt ?? 0;
        if (seen >= newest(interval)) continue;
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
  }
  const needs = new Map<PricedInstrument, RuleNeeds>();
  for (const [instrument, want] of wanted) if (want.needs) needs.set(instrument, want.needs);
  const looks: RuleLook[] = [];
  const taken = new Map<number, number>();
  function lookAt(
    view: InstrumentView,
    symbol: string,
    { rule, condition, needs }: ReadRule,
  ): void {
    const before = stateOf(rule.id, symbol) ?? ARMED;
    const needsPrice = needs.quote || !isMarket(rule.subject);
    const take = (from: InstrumentView, state = before): Looked =>
      look(rule, condition, from, state, moment, needsPrice);
    const looked = take(view);
    taken.set(rule.id, (taken.get(rule.id) ?? 0) + 1);
    if (!all && looked.problem === undefined && !isNews({ rule, before, looked })) return;
    const kept = remembered(view, rule.interval, take);
    const { figures: _all, ...told } = looked;
    const again = (state: EdgeState): Looked => take(kept, state);
    looks.push({ rule, symbol, before, looked: all ? looked : told, again });
  }
  for await (const { instrument, facts, noPrice } of readFacts(desk, needs)) {
    const view = viewOf(facts, moment, noPrice);
    for (const read of wanted.get(instrument)?.rules ?? []) lookAt(view, instrument.symbol, read);
  }
  const viewsOf = await bookViews(
    desk,
    books.map(({ subject }) => subject),
  );
  for (const read of books) {
    const { views, missing } = viewsOf(read.subject);
    for (const [name, view] of views) lookAt(view, name, read);
    if (missing !== undefined) unknown.push({ rule: read.rule, symbol: missing });
  }
  return { looks, taken, unknown, instruments: needs.size };
}
