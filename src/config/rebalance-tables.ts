import { USUAL_TARGETS, WEIGHTINGS } from '../core/rebalance/target-plan.ts';
import type { TargetPlan } from '../core/rebalance/target-plan.ts';
import {
  choice,
  flag,
  number,
  numbers,
  readFields,
  readTables,
  symbols,
  text,
  whole,
} from './table-reader.ts';
import type { FieldReader, TableProblem } from './table-reader.ts';

const READERS: Readonly<Record<string, FieldReader>> = {
  enabled: ['enabled', flag],
  weighting: ['weighting', choice(WEIGHTINGS)],
  weights: ['weights', numbers],
  symbols: ['symbols', symbols],
  index: ['index', text],
  weights_file: [
    'weightsFile',
    (value) =>
      typeof value === 'string' && value.startsWith('/') ? { value } : 'a path that begins with /',
  ],
  band_percent: ['bandPercent', number(0, 100)],
  minimum_rupees: ['minimumRupees', number(0, 1_000_000_000)],
  cash_percent: ['cashPercent', number(0, 100)],
  window_sessions: ['windowSessions', whole(20, 1000)],
};

function contradictions(plan: TargetPlan): string[] {
  const { weighting, weights, symbols: some, index, weightsFile } = plan;
  const values = Object.values(weights);
  const found: string[] = [];
  if (weighting === 'fixed') {
    if (values.length === 0) found.push('expected weights with weighting "fixed", found none');
    const sum = values.reduce((total, one) => total + one, 0);
    if (sum > 100 + 1e-9) found.push(`expected weights of 100 per cent at most, found ${sum}`);
    if (some.length > 0 || index !== undefined) {
      found.push('expected weights without symbols and index, found both');
    }
  } else if (values.length > 0) {
    found.push(`expected weights only with weighting "fixed", found them with "${weighting}"`);
  } else if ((some.length === 0) === (index === undefined)) {
    found.push('expected either symbols or index, found both or none');
  }
  if ((weighting === 'index') !== (weightsFile !== undefined)) {
    found.push('expected weights_file with weighting "index" and only with it');
  }
  if (weighting === 'index' && index === undefined) {
    found.push('expected index with weighting "index", found none');
  }
  if (values.some((one) => one < 0)) found.push('expected weights of at least 0, found one below');
  return found;
}

/**
 * Reads the tables `[rebalance.ACCOUNT]`.
 *
 * @param placeOf where a key stands, for messages
 */
export function readTargets(
  value: unknown,
  placeOf: (path: readonly string[]) => string,
): { readonly targets: readonly TargetPlan[]; readonly problems: readonly TableProblem[] } {
  const problems: TableProblem[] = [];
  const targets: TargetPlan[] = [];
  readTables('rebalance', value, problems, (table, path) => {
    const read = readFields(table, READERS, path, problems);
    const weights = Object.fromEntries(
      Object.entries((read['weights'] ?? {}) as Record<string, number>).map(([symbol, weight]) => [
        symbol.toUpperCase(),
        weight,
      ]),
    );
    // Each value has passed the reader of its name.
    const plan = { ...USUAL_TARGETS, ...read, weights } as unknown as TargetPlan;
    for (const sentence of contradictions(plan)) problems.push({ path, sentence });
    targets.push({ ...plan, account: path.at(-1) ?? '', place: placeOf(path) });
  });
  return { targets, problems };
}
