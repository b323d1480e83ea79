import { columnPool } from '../../core/analysis/column-pool.ts';
import { ARMED, differs } from '../../core/alerts/edge.ts';
import type { EdgeState } from '../../core/alerts/edge.ts';
import { look, remembered, viewOf } from '../../core/alerts/look.ts';
import type { InstrumentView, Looked, Moment } from '../../core/alerts/look.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import { withPool } from '../../core/indicators/runs.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import { instant } from '../../core/market/instant.ts';
import { lastTrading, STALE_SECONDS } from '../../core/market/quote.ts';
import { addDays } from '../../core/market/session-date.ts';
import { bookViews } from './book-views.ts';
import { planLooks } from './plan-looks.ts';
import type { Current, UnknownSubject } from './plan-looks.ts';
import { sessionEnds } from './read-bars.ts';
import { readFacts } from './read-facts.ts';
import type { ReadRule } from './read-rules.ts';
import type { RuleDesk } from './rule-desk.ts';

/** Sessions back to which a daily bar is still news. */
const NEWS_SESSIONS = 3;

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

export interface LookedAt {
  /** Those that came to something, and those that could not be taken; or all, where all were wanted. */
  readonly looks: readonly RuleLook[];
  /** Looks that were taken, by rule. */
  readonly taken: ReadonlyMap<number, number>;
  readonly unknown: readonly UnknownSubject[];
  readonly current: Current;
  /** Instruments of which something was read. */
  readonly instruments: number;
}

/**
 * What of the past is news: the last few daily bars, and those inside sessions of the last minutes of
 * trading. In the first minutes of a session these are the last ones of the session before: its last
 * bar is there when trading is over and nobody looks any more.
 */
export function momentOf({ calendar, now }: RuleDesk): Moment {
  const today = calendar.dateAt(now);
  const sessions = calendar.sessions(addDays(today, -31), today);
  const endOf = sessionEnds(calendar);
  const over = sessions.filter(({ session }) => endOf(session) <= now);
  const daily = over.at(-NEWS_SESSIONS);
  const due = lastTrading(calendar, now) ?? now;
  const running = sessions.findLastIndex((day) => opensAt(day) <= now);
  const [day, before] = [sessions[running], sessions[running - 1]];
  return {
    now,
    today,
    newsSince(interval) {
      if (interval === '1d') return daily ? endOf(daily.session) : instant(0);
      const begun = day ? opensAt(day) : now;
      const since = due - STALE_SECONDS - INTERVAL_MINUTES[interval] * 60;
      if (since >= begun || !before) return instant(Math.max(begun, since));
      return instant(closesAt(before) - (begun - since));
    },
  };
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
  const { wanted, needs, books, unknown, current } = await planLooks(desk, rules, stateOf, moment);
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
  const pool = columnPool();
  for await (const { instrument, facts, noPrice } of readFacts(desk, needs)) {
    const view = viewOf(facts, moment, noPrice);
    const lookAtAll = (): void => {
      for (const read of wanted.get(instrument)?.rules ?? []) lookAt(view, instrument.symbol, read);
    };
    // What is kept of a look is numbers, unless all are wanted: columns can serve the next instrument.
    if (all) lookAtAll();
    else withPool(pool, lookAtAll);
  }
  const absent: UnknownSubject[] = [...unknown];
  const viewsOf = await bookViews(
    desk,
    books.map(({ subject }) => subject),
  );
  for (const read of books) {
    const { views, missing } = viewsOf(read.subject);
    for (const [name, view] of views) lookAt(view, name, read);
    if (missing !== undefined) absent.push({ rule: read.rule, symbol: missing });
  }
  return { looks, taken, unknown: absent, current, instruments: needs.size };
}
