import { DIRECTIONAL } from './directional.ts';
import { DISTANCES } from './distance.ts';
import type { Indicator } from './indicator.ts';
import { MOMENTUM } from './momentum.ts';
import { MOVING_AVERAGES } from './moving-averages.ts';
import { OSCILLATORS } from './oscillators.ts';
import { ROLLING } from './rolling.ts';
import { SENTIMENT } from './sentiment.ts';
import { TREND } from './trend.ts';
import { RANGES } from './true-range.ts';
import { VOLUME } from './volume.ts';
import { WAVE_TREND } from './wave-trend.ts';

const FAMILIES: readonly (readonly Indicator[])[] = [
  MOVING_AVERAGES,
  MOMENTUM,
  OSCILLATORS,
  DIRECTIONAL,
  RANGES,
  ROLLING,
  DISTANCES,
  TREND,
  VOLUME,
  SENTIMENT,
  WAVE_TREND,
];

/** Every indicator by its name: expressions, the table's columns and the docs come from here. */
export const INDICATORS: ReadonlyMap<string, Indicator> = new Map(
  FAMILIES.flat().map((indicator) => [indicator.name, indicator]),
);
