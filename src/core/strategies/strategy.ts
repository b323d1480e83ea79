import { Failure } from '../failure.ts';
import type { Bars, Parameter } from '../indicators/indicator.ts';
import { INDICATORS } from '../indicators/registry.ts';
import { nearest } from '../nearest.ts';

/** What may be known of an instrument beside its prices. */
export const FACTS = [
  /** Place among its peers by past return: 1 the best, 0 the last. */
  'momentumRank',
  /** Different buyers in bulk and block deals of the last 90 calendar days. */
  'institutionalBuyers',
  /** Price to earnings of the last twelve months. */
  'priceToEarnings',
  'priceToBook',
  /** Return on equity, percent. */
  'returnOnEquity',
] as const;
export type FactName = (typeof FACTS)[number];

/** Bars as a strategy sees them: of any length, oldest first. */
export interface StrategyBars extends Bars {
  /** The session of each bar in days since 1970: bars of one session have the same. */
  readonly days: Int32Array;
  /** What was known when each bar closed, one value for each; NaN is absent, so is a missing column. */
  readonly facts?: Readonly<Partial<Record<FactName, Float64Array>>>;
}

/** A number that a strategy is told, with its meaning. */
export interface StrategyParameter extends Parameter {
  readonly help: string;
}

/** What a strategy would do at a bar's close. */
export type Action = 'enter' | 'exit' | 'none';

/**
 * A strategy prepared for a series. What it says of a bar depends on that bar and those before: every
 * indicator that it asks is one whose values no later bar changes.
 */
export interface Decider {
  readonly actionAt: (place: number) => Action;
  /** Why, in words with numbers, whatever the action. */
  readonly reasonAt: (place: number) => string;
}

/** Values of parameters by name. */
export type ParameterValues<Name extends string = string> = Readonly<Record<Name, number>>;

/** Two parameters of which one has to be below the other: else the strategy would say nothing, or nonsense. */
export interface ParameterOrder<Name extends string = string> {
  readonly less: Name;
  readonly than: Name;
  readonly orEqual?: true;
}

/** A strategy: help, configuration and docs are made from it. */
export interface Strategy {
  readonly name: string;
  readonly summary: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** `pick`: says whether a bar has what it looks for; `trade`: tells when to enter and to exit. */
  readonly kind: 'pick' | 'trade';
  readonly parameters: readonly StrategyParameter[];
  readonly order?: ParameterOrder;
  /** What it needs beside prices. */
  readonly facts: readonly FactName[];
  readonly prepare: (bars: StrategyBars, values: ParameterValues) => Decider;
}

/** Declares a strategy whose values are typed by its parameters. */
export function defineStrategy<const Parameters extends readonly StrategyParameter[]>(
  declaration: Omit<Strategy, 'parameters' | 'prepare' | 'facts' | 'order'> & {
    readonly parameters: Parameters;
    readonly order?: ParameterOrder<Parameters[number]['name']>;
    readonly facts?: readonly FactName[];
    readonly prepare: (
      bars: StrategyBars,
      values: ParameterValues<Parameters[number]['name']>,
    ) => Decider;
  },
): Strategy {
  return { facts: [], ...declaration };
}

/** A count of bars or days. */
export function count<const Name extends string>(name: Name, usual: number, help: string, min = 1) {
  return { name, default: usual, min, max: 2000, integer: true, help } as const;
}

/** Any number from zero on, up to one past which it would mean nothing. */
export function number<const Name extends string>(
  name: Name,
  usual: number,
  help: string,
  max = Infinity,
) {
  const bounds = max === Infinity ? { min: 0 } : { min: 0, max };
  return { name, default: usual, ...bounds, integer: false, help } as const;
}

/**
 * The values of a strategy's parameters: those given, and the usual ones for the rest.
 *
 * @throws Failure `usage` for one that it does not have, for one out of bounds, and for two in the
 *   wrong order
 */
export function readParameters(
  strategy: Pick<Strategy, 'name' | 'parameters' | 'order'>,
  given: Readonly<Record<string, number>> = {},
): ParameterValues {
  const values = eachParameter(strategy, given);
  if (!strategy.order) return values;
  const { less, than, orEqual } = strategy.order;
  const [low = Number.NaN, high = Number.NaN] = [values[less], values[than]];
  if (low < high || (orEqual && low === high)) return values;
  throw new Failure(
    'usage',
    `expected ${strategy.name}.${less} ${orEqual ? 'of at most' : 'below'} its ${than} of ${high}, found "${low}"`,
  );
}

function eachParameter(
  { name: strategy, parameters }: Pick<Strategy, 'name' | 'parameters'>,
  given: Readonly<Record<string, number>>,
): Record<string, number> {
  const names = parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const close = nearest(name, names);
    throw new Failure(
      'usage',
      `expected one of ${names.join(', ')} for ${strategy}, found "${name}"${close === undefined ? '' : `; did you mean "${close}"?`}`,
    );
  }
  return Object.fromEntries(
    parameters.map(({ name, default: usual, min, max = Infinity, integer }) => {
      const value = given[name] ?? usual;
      if (value >= min && value <= max && (!integer || Number.isInteger(value))) {
        return [name, value];
      }
      const kind = integer ? 'a whole number' : 'a number';
      const bounds = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
      throw new Failure(
        'usage',
        `expected ${kind} ${bounds} for ${strategy}.${name}, found "${value}"`,
      );
    }),
  );
}

/** The number at a place; NaN outside the column. */
export function at(column: Float64Array, place: number): number {
  return column[place] ?? Number.NaN;
}

/**
 * One output of an indicator over the bars.
 *
 * @param output absent: the indicator's first
 * @param series what it works on, instead of the closes
 */
export function indicator(
  bars: StrategyBars,
  name: string,
  parameters: readonly number[],
  output?: string,
  series?: Float64Array,
): Float64Array {
  const known = INDICATORS.get(name);
  const place = output === undefined ? 0 : (known?.outputs.indexOf(output) ?? -1);
  const column = known?.compute(bars, parameters, series)[place];
  if (!column) throw new Error(`there is no indicator "${name}" with output "${output ?? ''}"`);
  return column;
}

/** One thing that must hold, and how it stands in words with numbers. */
export interface Condition {
  readonly holds: (place: number) => boolean;
  readonly words: (place: number) => string;
}

/** Acts where every condition holds; else the reason is the first that does not. */
export function whereAll(action: 'enter' | 'exit', conditions: readonly Condition[]): Decider {
  const missing = (place: number): Condition | undefined =>
    conditions.find(({ holds }) => !holds(place));
  return {
    actionAt: (place) => (missing(place) ? 'none' : action),
    reasonAt(place) {
      const first = missing(place);
      if (first) return `not: ${first.words(place)}`;
      return conditions.map(({ words }) => words(place)).join(', ');
    },
  };
}

/** Acts on the one or the other event; where both happen at a bar the exit goes first. */
export function onEvents(
  enters: (place: number) => boolean,
  exits: (place: number) => boolean,
  state: (place: number) => string,
): Decider {
  const actionAt = (place: number): Action =>
    exits(place) ? 'exit' : enters(place) ? 'enter' : 'none';
  const WORDS = { enter: 'enter', exit: 'exit', none: 'nothing to do' };
  return { actionAt, reasonAt: (place) => `${WORDS[actionAt(place)]}: ${state(place)}` };
}

/** Whether one column passes above another at the place: not above it before, above it now. */
export function crossesAbove(one: Float64Array, other: Float64Array, place: number): boolean {
  return at(one, place - 1) <= at(other, place - 1) && at(one, place) > at(other, place);
}

/** What a strategy says of a bar. */
export interface Decision {
  readonly place: number;
  readonly action: 'enter' | 'exit';
  readonly reason: string;
}

/** Every bar from a place on at which the strategy acts, oldest first. */
export function decisionsOf(
  strategy: Strategy,
  bars: StrategyBars,
  values: ParameterValues,
  from = 0,
): Decision[] {
  const { actionAt, reasonAt } = strategy.prepare(bars, values);
  const decisions: Decision[] = [];
  for (let place = from; place < bars.close.length; place++) {
    const action = actionAt(place);
    if (action !== 'none') decisions.push({ place, action, reason: reasonAt(place) });
  }
  return decisions;
}
