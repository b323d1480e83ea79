import type { Indicator } from './indicator.ts';
import { MOMENTUM } from './momentum.ts';
import { MOVING_AVERAGES } from './moving-averages.ts';

/** Every indicator by its name: expressions, the table's columns and the docs come from here. */
export const INDICATORS: ReadonlyMap<string, Indicator> = new Map(
  [...MOVING_AVERAGES, ...MOMENTUM].map((indicator) => [indicator.name, indicator]),
);
