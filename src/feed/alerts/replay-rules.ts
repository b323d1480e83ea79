import { ARMED, step } from '../../core/alerts/edge.ts';
import { isValidAt } from '../../core/alerts/is-due.ts';
import { figuresOf, judge } from '../../core/alerts/judge.ts';
import type { Fired } from '../../core/alerts/look.ts';
import { viewOf } from '../../core/alerts/look.ts';
import type { InstrumentFacts, LivePrices } from '../../core/alerts/instrument-facts.ts';
import { printRule } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import { Failure } from '../../core/failure.ts';
import type { RuleNeeds } from '../../core/alerts/bars-needed.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import type { Interval } from '../../core/market/bar.ts';
import { istInstant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import { findSubjects } from './find-subjects.ts';
import { momentOf } from './look-at-rules.ts';
import type { UnknownSubject } from './plan-looks.ts';
import type { ReadRule } from './read-rules.ts';
import { joinNeeds, readFacts } from './read-facts.ts';
import type { RuleDesk } from './rule-desk.ts';

/** When a rule would have fired for an instrument. */
export interface ReplayedEvent extends Fired {
  readonly rule: AlertRule;
  readonly symbol: string;
}

export interface Replayed {
  /** By time, then rule. */
  readonly events: readonly ReplayedEvent[];
  readonly unknown: readonly UnknownSubject[];
  /** Instruments of which something was read. */
  readonly instruments: number;
  /** Bars that were looked at, over all rules. */
  readonly looks: number;
}

/** Minutes of a session of the usual length. */
const SESSION_MINUTES = 375;

/** The needs of looking back so many sessions. */
function widened(needs: RuleNeeds, interval: Interval | undefined, sessions: number): RuleNeeds {
  const bars = new Map<Interval, number>();
  const all: [Interval, number][] = [...needs.bars];
  if (interval === undefined) all.push(['1d', needs.bars.get('1d') ?? 2]);
  for (const [length, count] of all) {
    const each = length === '1d' ? 1 : Math.ceil(SESSION_MINUTES / INTERVAL_MINUTES[length]);
    bars.set(length, Math.max(bars.get(length) ?? 0, count + sessions * each));
  }
  return { ...needs, bars, rows: Infinity, quote: false };
}

/** The last daily bar as the session's prices: what is told of quotes is then told of closes. */
function withLastBar(facts: InstrumentFacts): InstrumentFacts {
  const daily = facts.closed.get('1d');
  const last = (daily?.ends.length ?? 0) - 1;
  const [at, session] = [daily?.ends[last], daily?.sessions[last]];
  if (!daily || at === undefined || session === undefined) return facts;
  const { open, high, low, close, volume } = daily.bars;
  const of = (column: Float64Array): number => column[last] ?? Number.NaN;
  const live: LivePrices = {
    at,
    session,
    open: of(open),
    high: of(high),
    low: of(low),
    last: of(close),
    volume: of(volume),
    previousClose: close[last - 1] ?? Number.NaN,
  };
  const { sessionBefore: _told, ...rest } = facts;
  const before = daily.sessions[last - 1];
  return { ...rest, live, ...(before === undefined ? {} : { sessionBefore: before }) };
}

/**
 * Looks at rules over kept bars of a range, each as it would have been looked at: rules with an
 * interval at every bar of it, others at every daily bar by its close; each in the time that it is valid
 * for.
 */
export async function replayRules(
  desk: RuleDesk,
  rules: readonly ReadRule[],
  from: SessionDate,
  to: SessionDate,
): Promise<Replayed> {
  const { calendar, now } = desk;
  const looked = { ...desk, since: from };
  const today = calendar.dateAt(now);
  const sessions = calendar.sessions(from, today).length + 2;
  const finder = await findSubjects(
    desk,
    rules.flatMap(({ rule }) => (isMarket(rule.subject) ? [rule.subject] : [])),
  );
  const wanted = new Map<PricedInstrument, { rules: ReadRule[]; needs: RuleNeeds }>();
  const unknown: UnknownSubject[] = [];
  for (const read of rules) {
    const { subject } = read.rule;
    if (!isMarket(subject)) {
      throw new Failure(
        'usage',
        `expected rules about instruments, found "${printRule(read.rule)}": of books only their present is kept`,
      );
    }
    const found = finder.of(subject);
    for (const symbol of found.unknown) unknown.push({ rule: read.rule, symbol });
    for (const instrument of found.instruments) {
      const needs = widened(read.needs, read.rule.interval, sessions);
      const known = wanted.get(instrument);
      wanted.set(instrument, {
        rules: [...(known?.rules ?? []), read],
        needs: joinNeeds(known?.needs, needs),
      });
    }
  }
  const moment = momentOf(desk);
  const [first, last] = [istInstant(from, '00:00'), istInstant(addDays(to, 1), '00:00')];
  const events: ReplayedEvent[] = [];
  let looks = 0;
  const needs = new Map([...wanted].map(([instrument, want]) => [instrument, want.needs]));
  for await (const { instrument, facts } of readFacts(looked, needs)) {
    const view = viewOf(withLastBar(facts), moment);
    const { symbol } = instrument;
    for (const { rule, condition } of wanted.get(instrument)?.rules ?? []) {
      const { interval } = rule;
      const [frame, evaluator] = interval ? view.closed(interval) : view.live();
      let state = ARMED;
      for (const [row, at] of frame.ends.entries()) {
        if (at < first || at >= last || !isValidAt(rule, at)) continue;
        looks++;
        const judgement = judge(condition, evaluator, row, state.sides, rule.hysteresis);
        const after = step(state, judgement, at, rule);
        if (after.outcome === 'fired') {
          events.push({ rule, symbol, at, figures: figuresOf(condition, evaluator, row) });
        }
        state = after.state;
      }
    }
  }
  events.sort((a, b) => a.at - b.at || a.rule.id - b.rule.id || (a.symbol < b.symbol ? -1 : 1));
  return { events, unknown, instruments: wanted.size, looks };
}
