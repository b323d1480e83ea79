import { Failure } from '../../core/failure.ts';
import { PICK_NAMES } from '../../core/strategies/names.ts';
import { strategyNamed } from '../../core/strategies/registry.ts';
import { readParameters } from '../../core/strategies/strategy.ts';
import type { FactName, ParameterValues, Strategy } from '../../core/strategies/strategy.ts';

/** A strategy with its numbers: plain data. */
export interface ChosenStrategy {
  readonly name: string;
  readonly values: ParameterValues;
}

/** What a run asks, and what it leaves out. */
export interface Choice {
  readonly asked: readonly ChosenStrategy[];
  /** Sentences about strategies that are passed over for want of facts. */
  readonly passedOver: readonly string[];
  /** All numbers are the usual ones: what is found can be kept. */
  readonly usual: boolean;
}

/** Reads `turtle.days=20`. */
function readSetting(text: string): { strategy: Strategy; parameter: string; value: number } {
  const match = /^([a-z0-9_]+)\.([a-z0-9_]+)=(-?[0-9.]+)$/i.exec(text);
  if (!match) {
    throw new Failure('usage', `--set: expected a number like turtle.days=20, found "${text}"`);
  }
  const [, name = '', parameter = '', value = ''] = match;
  return { strategy: strategyNamed(name), parameter, value: Number(value) };
}

/** Facts that a strategy cannot do without under its numbers. */
export function neededFacts({ name, values }: ChosenStrategy): readonly FactName[] {
  const { facts } = strategyNamed(name);
  return values['buyers'] === 0 ? facts.filter((fact) => fact !== 'institutionalBuyers') : facts;
}

/**
 * Which strategies are asked, with which numbers.
 *
 * @param names absent: the eleven, and those of which a number is set
 * @param known facts that can be had
 * @throws Failure `usage` for a name, parameter or number that there is not
 */
export function chooseStrategies(
  names: readonly string[] | undefined,
  settings: readonly string[],
  known: ReadonlySet<FactName>,
): Choice {
  const set = new Map<string, Record<string, number>>();
  for (const { strategy, parameter, value } of settings.map(readSetting)) {
    set.set(strategy.name, { ...set.get(strategy.name), [parameter]: value });
  }
  const usually = set.size > 0 ? [...set.keys()] : PICK_NAMES;
  const wanted = names ?? usually;
  const unused = [...set.keys()].find((name) => !wanted.includes(name));
  if (unused !== undefined) {
    throw new Failure('usage', `--set: expected strategies that are asked, found "${unused}"`);
  }
  if (wanted.includes('opening_range_breakout')) {
    throw new Failure(
      'usage',
      'expected strategies of daily bars, found "opening_range_breakout", which needs bars inside sessions: `bot` asks it',
    );
  }
  const chosen = wanted.map((name) => ({
    name,
    values: readParameters(strategyNamed(name), set.get(name)),
  }));
  const without = (one: ChosenStrategy): FactName[] =>
    neededFacts(one).filter((fact) => !known.has(fact));
  return {
    asked: chosen.filter((one) => without(one).length === 0),
    passedOver: chosen.flatMap((one) => {
      const missing = without(one);
      return missing.length === 0
        ? []
        : [`${one.name} is passed over: nothing kept tells ${missing.join(', ')}`];
    }),
    usual: set.size === 0,
  };
}
