import { INDICATORS } from '../indicators/registry.ts';
import { LANGUAGE_FUNCTIONS } from './functions.ts';
import { BAR_SERIES } from './vocabulary.ts';
import type { ExpressionFunction, Vocabulary } from './vocabulary.ts';

/** Every technical indicator, and the functions of the language itself. */
export const MARKET_FUNCTIONS: ReadonlyMap<string, ExpressionFunction> = new Map<
  string,
  ExpressionFunction
>([...INDICATORS, ...LANGUAGE_FUNCTIONS]);

/** What can be said about the bars of one instrument. */
export const MARKET_VOCABULARY: Vocabulary = {
  series: BAR_SERIES,
  functions: MARKET_FUNCTIONS,
  memberships: new Set(),
  intervals: false,
};
