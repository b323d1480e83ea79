import type { Evaluator } from '../expression/evaluate.ts';
import type { Expression } from '../expression/expression.ts';
import { everyPart } from '../expression/expression.ts';
import { joined, truth } from '../expression/operations.ts';
import { printExpression } from '../expression/print.ts';
import type { Hysteresis } from './rule.ts';

/** On which side each crossing of a condition stood last: `+` above, `-` below, `?` not known. */
export type Sides = string;

/** What a condition says at one row. */
export interface Judgement {
  /** 1, 0, or NaN where it cannot be told. */
  readonly holds: number;
  /** The same with everything missed by no more than the hysteresis: below it, it may come true again. */
  readonly lingers: number;
  /** Whether something was crossed just here: true anew, even where it was true at the row before. */
  readonly crossed?: boolean;
  readonly sides: Sides;
}

type Cross = Extract<Expression, { kind: 'cross' }>;
type Compare = Extract<Expression, { kind: 'compare' }>;
/** 1: near misses count as true; −1: near hits as false; 0: to the letter. */
type Slack = -1 | 0 | 1;

const CROSSES = new WeakMap<Expression, readonly Cross[]>();

/** Crossings of a condition, in order; looked for once. */
function crossesIn(condition: Expression): readonly Cross[] {
  const known = CROSSES.get(condition);
  if (known) return known;
  const found = everyPart(condition).filter((part) => part.kind === 'cross');
  CROSSES.set(condition, found);
  return found;
}

function distance(hysteresis: Hysteresis | undefined, level: number): number {
  if (!hysteresis) return 0;
  const { amount, percent } = hysteresis;
  return percent ? (Math.abs(level) * amount) / 100 : amount;
}

/** The side after a difference was seen; only the way that is not watched needs the whole distance. */
function sideAfter(
  direction: Cross['direction'],
  before: string,
  difference: number,
  width: number,
): string {
  if (Number.isNaN(difference)) return before;
  const [up, down] = [direction === 'above', direction === 'below'];
  if (before === '?') {
    if (difference === 0) return up ? '-' : down ? '+' : '?';
    return difference > 0 ? '+' : '-';
  }
  if (before === '-') {
    if (up) return difference > 0 ? '+' : '-';
    const back = down && width === 0 ? difference >= 0 : difference > width;
    return back ? '+' : '-';
  }
  if (down) return difference < 0 ? '-' : '+';
  const back = up && width === 0 ? difference <= 0 : difference < -width;
  return back ? '-' : '+';
}

function watched(direction: Cross['direction'], before: string, after: string): number {
  if (before === '?' || after === '?') return after === '?' ? Number.NaN : 0;
  if (before === after) return 0;
  if (direction === 'either') return 1;
  return truth((direction === 'above') === (after === '+'));
}

/**
 * What a condition says at one row of a frame, when its crossings last stood where they are told. A
 * side that is not known yet is that of the row before.
 */
export function judge(
  condition: Expression,
  evaluator: Pick<Evaluator, 'at'>,
  row: number,
  sides: Sides,
  hysteresis?: Hysteresis,
): Judgement {
  const after: string[] = [];
  // Most conditions cross nothing, and there are thousands of them.
  let crossings: Map<Expression, number> | undefined;
  const differenceAt = ({ left, right }: Cross, at: number): number =>
    at < 0 ? Number.NaN : evaluator.at(left, at) - evaluator.at(right, at);

  for (const part of crossesIn(condition)) {
    const width = distance(hysteresis, evaluator.at(part.right, row));
    const known = sides[after.length] ?? '?';
    const earlier = sideAfter(part.direction, '?', differenceAt(part, row - 1), 0);
    const before = known === '?' ? earlier : known;
    const difference = differenceAt(part, row);
    const now = sideAfter(part.direction, before, difference, width);
    after.push(now);
    const seen = watched(part.direction, before, now);
    crossings ??= new Map();
    crossings.set(part, Number.isNaN(difference) ? Number.NaN : seen);
  }

  /** A comparison that near misses pass, or near hits fail. */
  function nearly({ operator, left, right }: Compare, slack: Slack): number {
    const level = evaluator.at(right, row);
    const over = evaluator.at(left, row) - level;
    const width = slack * distance(hysteresis, level);
    if (Number.isNaN(over)) return Number.NaN;
    switch (operator) {
      case '>':
        return truth(over > -width);
      case '>=':
        return truth(over >= -width);
      case '<':
        return truth(over < width);
      case '<=':
        return truth(over <= width);
      case '=':
      case '!=':
        return truth((over === 0) === (operator === '='));
    }
  }

  function says(expression: Expression, slack: Slack): number {
    const { kind } = expression;
    if (kind === 'cross') return crossings?.get(expression) ?? Number.NaN;
    if (kind === 'not') return 1 - says(expression.of, slack === 1 ? -1 : slack === -1 ? 1 : 0);
    if (kind === 'and' || kind === 'or') {
      return joined(kind, says(expression.left, slack), says(expression.right, slack));
    }
    if (kind === 'compare' && slack !== 0) return nearly(expression, slack);
    return evaluator.at(expression, row);
  }

  const holds = says(condition, 0);
  const lingers = hysteresis ? says(condition, 1) : holds;
  const crossed = crossings !== undefined && [...crossings.values()].includes(1);
  return { holds, lingers, sides: after.join(''), ...(crossed ? { crossed } : {}) };
}

/** A number that a condition hung on, by the text of the part that made it. */
export type Figure = readonly [name: string, value: number];

/** The numbers that a condition compares at a row, each once, in order; plain numbers are left out. */
export function figuresOf(
  condition: Expression,
  evaluator: Pick<Evaluator, 'at'>,
  row: number,
): Figure[] {
  const figures = new Map<string, number>();
  for (const part of everyPart(condition)) {
    if (part.kind !== 'compare' && part.kind !== 'cross') continue;
    for (const side of [part.left, part.right]) {
      if (side.kind === 'number' || side.kind === 'percent') continue;
      figures.set(printExpression(side), evaluator.at(side, row));
    }
  }
  return [...figures];
}
