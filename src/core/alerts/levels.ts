import { everyPart } from '../expression/expression.ts';
import type { Expression } from '../expression/expression.ts';
import { BAR_SERIES } from '../expression/vocabulary.ts';
import type { Hysteresis } from './rule.ts';
import { POSITION_NAMES, RULE_NAMES } from './rule-vocabulary.ts';

/** Functions whose values are prices when they work on prices. */
const PRICE_FUNCTIONS = new Set(
  'sma ema wma dema tema highest lowest avg previous resistance support bbands boll vwap sar supertrend ichimoku pivots atr tr stddev ene'.split(
    ' ',
  ),
);

/** Names that are prices of a share, of what is traded and of what is held. */
const PRICES: ReadonlySet<string> = new Set([
  ...[...BAR_SERIES].flatMap(([name, unit]) => (unit === 'price' ? [name] : [])),
  ...[...Object.entries(RULE_NAMES), ...Object.entries(POSITION_NAMES)].flatMap(
    ([name, { unit }]) => (unit === 'price' ? [name] : []),
  ),
]);
/** Names that are numbers of shares. */
const SHARE_COUNTS: ReadonlySet<string> = new Set(['volume', 'quantity']);

type Unit = 'price' | 'count' | undefined;

/** Whether a number is a price or a count of shares; absent: neither. */
function unitOf(expression: Expression): Unit {
  const { kind } = expression;
  if (kind === 'name') {
    if (SHARE_COUNTS.has(expression.name)) return 'count';
    return PRICES.has(expression.name) ? 'price' : undefined;
  }
  if (kind === 'call') {
    if (!PRICE_FUNCTIONS.has(expression.name)) return undefined;
    return expression.series ? unitOf(expression.series) : 'price';
  }
  if (kind === 'negate') return unitOf(expression.of);
  if (kind !== 'arithmetic') return undefined;
  const { operator, left, right } = expression;
  const [a, b] = [unitOf(left), unitOf(right)];
  if (operator === '/') return b === undefined ? a : undefined;
  if (operator === '*') return a === undefined ? b : b === undefined ? a : undefined;
  return a ?? b;
}

/** To the paisa, or to the share: what a person would write. */
function scaled(value: number, unit: Unit, factor: number): number {
  if (unit === 'price') return Math.round(value * factor * 100) / 100;
  return unit === 'count' ? Math.round(value / factor) : value;
}

/** Plain numbers of a side that is in the other side's units. */
function scaleSide(side: Expression, unit: Unit, factor: number): Expression {
  if (side.kind === 'number') return { ...side, value: scaled(side.value, unit, factor) };
  if (side.kind === 'negate') return { ...side, of: scaleSide(side.of, unit, factor) };
  if (side.kind !== 'arithmetic' || side.operator === '*' || side.operator === '/') return side;
  return {
    ...side,
    left: scaleSide(side.left, unit, factor),
    right: scaleSide(side.right, unit, factor),
  };
}

/**
 * A condition in shares of after a split or bonus: plain numbers that prices are compared with times
 * the factor, numbers of shares divided by it. Percentages, and what indicators without a unit are
 * compared with, stay.
 *
 * @param factor what prices before the ex-date are multiplied by
 */
export function adjustLevels(condition: Expression, factor: number): Expression {
  const { kind } = condition;
  if (kind === 'not') return { ...condition, of: adjustLevels(condition.of, factor) };
  if (kind === 'and' || kind === 'or') {
    return {
      ...condition,
      left: adjustLevels(condition.left, factor),
      right: adjustLevels(condition.right, factor),
    };
  }
  if (kind !== 'compare' && kind !== 'cross') return condition;
  const unit = unitOf(condition.left) ?? unitOf(condition.right);
  return {
    ...condition,
    left: scaleSide(condition.left, unit, factor),
    right: scaleSide(condition.right, unit, factor),
  };
}

/** Whether a split would change anything in the condition. */
export function hasLevels(condition: Expression): boolean {
  for (const part of everyPart(condition)) {
    if (part.kind !== 'compare' && part.kind !== 'cross') continue;
    if (JSON.stringify(adjustLevels(part, 2)) !== JSON.stringify(part)) return true;
  }
  return false;
}

/**
 * A hysteresis in shares of after a split: the distance between two prices, or two numbers of shares,
 * where the condition compares nothing else. A share of the level stays, and so does what is added to
 * several units.
 *
 * @param factor what prices before the ex-date are multiplied by
 */
export function adjustHysteresis(
  condition: Expression,
  hysteresis: Hysteresis,
  factor: number,
): Hysteresis {
  if (hysteresis.percent) return hysteresis;
  const units = new Set<Unit>();
  for (const part of everyPart(condition)) {
    if (part.kind !== 'compare' && part.kind !== 'cross') continue;
    units.add(unitOf(part.left) ?? unitOf(part.right));
  }
  const [unit, ...others] = units;
  if (unit === undefined || others.length > 0) return hysteresis;
  const amount = unit === 'price' ? hysteresis.amount * factor : hysteresis.amount / factor;
  return { ...hysteresis, amount: Number(amount.toPrecision(12)) };
}
