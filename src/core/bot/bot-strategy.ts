import { Failure } from '../failure.ts';
import { strategyNamed } from '../strategies/registry.ts';
import { readParameters } from '../strategies/strategy.ts';
import type { ParameterValues, Strategy } from '../strategies/strategy.ts';
import type { BotPlan } from './bot-plan.ts';

/**
 * The strategy of a bot with its numbers.
 *
 * @throws Failure `config` for what its table has wrong
 */
export function strategyOf(plan: BotPlan): { strategy: Strategy; values: ParameterValues } {
  const strategy = strategyNamed(plan.strategy);
  const lacks = strategy.facts.filter((fact) => fact !== 'momentumRank' || plan.interval !== '1d');
  if (lacks.length > 0) {
    throw new Failure(
      'config',
      `${plan.place}: bot ${plan.name}: expected a strategy that needs prices only, found "${plan.strategy}" on ${plan.interval} bars, which needs ${lacks.join(', ')}`,
    );
  }
  try {
    return { strategy, values: readParameters(strategy, plan.parameters) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure('config', `${plan.place}: bot ${plan.name}: ${error.message}`, {
      cause: error,
    });
  }
}
