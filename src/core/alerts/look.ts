import { evaluatorOf } from '../expression/evaluate.ts';
import type { Evaluator } from '../expression/evaluate.ts';
import type { Expression } from '../expression/expression.ts';
import { everyPart } from '../expression/expression.ts';
import { MARKET_FUNCTIONS } from '../expression/market-vocabulary.ts';
import { printExpression } from '../expression/print.ts';
import type { Interval } from '../market/bar.ts';
import type { Instant } from '../market/instant.ts';
import { istDate, istTime } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import { step } from './edge.ts';
import type { EdgeState } from './edge.ts';
import { figuresOf, judge } from './judge.ts';
import type { Figure } from './judge.ts';
import type { AlertRule } from './rule.ts';
import { closedFrame, figuresFrame, liveFrame } from './rule-frame.ts';
import type { InstrumentFacts } from './instrument-facts.ts';
import type { RuleFrame } from './rule-frame.ts';

/** A rule that came true for an instrument. */
export interface Fired {
  /** Time of the data. */
  readonly at: Instant;
  readonly figures: readonly Figure[];
}

/** What came of looking at a rule and an instrument. */
export interface Looked {
  readonly state: EdgeState;
  /** Oldest first. */
  readonly fired: readonly Fired[];
  /** Times that it came true within its cooldown, after its one event, or on bars too old to tell of. */
  readonly silent: number;
  /** Why it cannot be told; absent: it can. */
  readonly problem?: string;
  /** The numbers at the newest row; absent where there is a problem. */
  readonly figures?: () => readonly Figure[];
}

/** Where and when a look happens. */
export interface Moment {
  readonly now: Instant;
  readonly today: SessionDate;
  /** Bars that were closed before it are taken note of, but are no news. */
  newsSince(interval: Interval): Instant;
}

/** Rows with their times, and what conditions say at them. */
type Sight = readonly [Pick<RuleFrame, 'length' | 'ends' | 'beside'>, Pick<Evaluator, 'at'>];

/** One instrument, whose frames and figures are made once for all rules that look at it. */
export interface InstrumentView {
  readonly live: () => Sight;
  readonly closed: (interval: Interval) => Sight;
  readonly noPrice?: string;
}

/** @param noPrice why it has no price to be gone by */
export function viewOf(facts: InstrumentFacts, moment: Moment, noPrice?: string): InstrumentView {
  const kept = new Map<Interval | 'live', readonly [RuleFrame, Evaluator]>();
  const made = (key: Interval | 'live', make: () => RuleFrame): readonly [RuleFrame, Evaluator] => {
    const known = kept.get(key);
    if (known) return known;
    const frame = make();
    const pair = [frame, evaluatorOf(frame, MARKET_FUNCTIONS)] as const;
    kept.set(key, pair);
    return pair;
  };
  return {
    live: () => made('live', () => liveFrame(facts, moment.now, moment.today)),
    closed: (interval) => made(interval, () => closedFrame(facts, interval)),
    ...(noPrice === undefined ? {} : { noPrice }),
  };
}

/** Figures that are no instrument's, such as an account's; nothing is known of closed bars. */
export function viewOfFigures(
  figures: Readonly<Record<string, number>>,
  at: Instant,
  problem?: string,
): InstrumentView {
  const frame = figuresFrame(figures, at);
  const pair = [frame, evaluatorOf(frame, MARKET_FUNCTIONS)] as const;
  return {
    live: () => pair,
    closed: () => pair,
    ...(problem === undefined ? {} : { noPrice: problem }),
  };
}

/**
 * A view that has kept the numbers a look asked for, and nothing else: the bars can go.
 *
 * @param take the look
 */
export function remembered(
  view: InstrumentView,
  interval: Interval | undefined,
  take: (view: InstrumentView) => unknown,
): InstrumentView {
  const [frame, evaluator] = interval ? view.closed(interval) : view.live();
  const known = new Map<Expression, Map<number, number>>();
  const recording: Pick<Evaluator, 'at'> = {
    at(expression, row) {
      const value = evaluator.at(expression, row);
      const rows = known.get(expression) ?? new Map<number, number>();
      known.set(expression, rows.set(row, value));
      return value;
    },
  };
  const during: Sight = [frame, recording];
  take({ ...view, live: () => during, closed: () => during });
  const after: Sight = [
    { length: frame.length, ends: frame.ends, beside: () => undefined },
    { at: (expression, row) => known.get(expression)?.get(row) ?? Number.NaN },
  ];
  return { ...view, live: () => after, closed: () => after };
}

/** Why a condition cannot be told at a row: the first part that is absent, in words. */
function absentPart(condition: Expression, [frame, evaluator]: Sight, row: number): string {
  for (const part of everyPart(condition)) {
    if (part.kind !== 'name' && part.kind !== 'call' && part.kind !== 'member') continue;
    if (!Number.isNaN(evaluator.at(part, row))) continue;
    const bars =
      part.kind === 'call'
        ? ` of ${frame.beside(part.interval, part.name)?.frame.length ?? 0} bars`
        : '';
    return `${printExpression(part)} cannot be told${bars}`;
  }
  return 'it hangs on a figure that cannot be told, such as a division by zero or a first bar';
}

function lookLive(
  rule: AlertRule,
  condition: Expression,
  view: InstrumentView,
  state: EdgeState,
  needsPrice: boolean,
): Looked {
  if (needsPrice && view.noPrice !== undefined) {
    return { state, fired: [], silent: 0, problem: view.noPrice };
  }
  const [frame, evaluator] = view.live();
  const row = frame.length - 1;
  const at = frame.ends[row];
  if (at === undefined) return { state, fired: [], silent: 0, problem: 'nothing is known of it' };
  const judgement = judge(condition, evaluator, row, state.sides, rule.hysteresis);
  if (Number.isNaN(judgement.holds)) {
    const problem = absentPart(condition, [frame, evaluator], row);
    return { state, fired: [], silent: 0, problem };
  }
  const { state: after, outcome } = step(state, judgement, at, rule);
  const figures = (): Figure[] => figuresOf(condition, evaluator, row);
  const fired = outcome === 'fired' ? [{ at, figures: figures() }] : [];
  return { state: after, fired, silent: Number(outcome === 'silent'), figures };
}

/** The first row that was not looked at yet: for a new rule that of the last bar. */
function firstRow({ ends }: Sight[0], seenAt: number): number {
  if (seenAt === 0) return Math.max(0, ends.length - 1);
  let row = ends.length;
  while (row > 0 && (ends[row - 1] ?? 0) > seenAt) row--;
  return row;
}

function lookClosed(
  rule: AlertRule,
  condition: Expression,
  interval: Interval,
  view: InstrumentView,
  before: EdgeState,
  since: Instant,
): Looked {
  const [frame, evaluator] = view.closed(interval);
  const last = frame.ends.at(-1);
  if (last === undefined) {
    return {
      state: before,
      fired: [],
      silent: 0,
      problem: `no bars of ${interval} are kept of it`,
    };
  }
  let state = before;
  let silent = 0;
  const fired: Fired[] = [];
  for (let row = firstRow(frame, before.seenAt); row < frame.length; row++) {
    const at = frame.ends[row] ?? last;
    const judgement = judge(condition, evaluator, row, state.sides, rule.hysteresis);
    const { state: after, outcome } = step(state, judgement, at, rule);
    if (outcome === 'fired' && at < since) {
      const { firedAt: _now, ...rest } = after;
      state = state.firedAt === undefined ? rest : { ...rest, firedAt: state.firedAt };
      silent++;
      continue;
    }
    if (outcome === 'silent') silent++;
    if (outcome === 'fired') fired.push({ at, figures: figuresOf(condition, evaluator, row) });
    state = after;
  }
  const row = frame.length - 1;
  if (last < since) {
    const problem = `its bars of ${interval} end on ${istDate(last)} ${istTime(last)}, which is too old`;
    return { state, fired, silent, problem };
  }
  if (Number.isNaN(evaluator.at(condition, row))) {
    return { state, fired, silent, problem: absentPart(condition, [frame, evaluator], row) };
  }
  return { state, fired, silent, figures: () => figuresOf(condition, evaluator, row) };
}

/**
 * Looks at a rule for one instrument: at the running session by its newest quote, or at every bar
 * that was closed since the last look. Nothing is remembered but by the state that comes back, so
 * that the same look can be taken again from another state.
 *
 * @param needsPrice whether the condition asks for the price of the running session
 */
export function look(
  rule: AlertRule,
  condition: Expression,
  view: InstrumentView,
  state: EdgeState,
  moment: Moment,
  needsPrice: boolean,
): Looked {
  const { interval } = rule;
  if (interval === undefined) return lookLive(rule, condition, view, state, needsPrice);
  return lookClosed(rule, condition, interval, view, state, moment.newsSince(interval));
}
