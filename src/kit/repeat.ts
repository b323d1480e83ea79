import { Failure } from '../core/failure.ts';
import type { OutcomeWord } from '../core/outcome.ts';
import type { RunReport } from '../core/run-report.ts';
import { endingOfThrown } from './ending.ts';
import type { OptionSpecs, OptionValues } from './options.ts';
import type { Pacer } from '../ports/clock.ts';

/**
 * Options of jobs that may run again inside the minute that timers and cron can tell apart: a job
 * that allows it spreads them into its own, and its schedule has the words
 * `--repeat-every 5s --for 55s`.
 */
export const REPEAT_OPTIONS = {
  repeatEvery: { type: 'duration', help: 'run again so often; needs --for' },
  for: { type: 'duration', help: 'begin no pass later than this after the first' },
} as const satisfies OptionSpecs;

/** How often a run is repeated; seconds. */
export interface Repeat {
  readonly everySeconds: number;
  readonly forSeconds: number;
}

/** What passes need of the world. */
export interface Passing {
  readonly pacer: Pacer;
  readonly signal: AbortSignal;
}

/**
 * What the options ask for; absent: one pass.
 *
 * @throws Failure `usage` when only one of the two is given, or the first pass would be the only one
 */
export function repeatOf(options: OptionValues<OptionSpecs>): Repeat | undefined {
  const { repeatEvery: every, for: length } = options as Readonly<Record<string, unknown>>;
  if (typeof every !== 'number' && typeof length !== 'number') return undefined;
  if (typeof every !== 'number' || typeof length !== 'number') {
    throw new Failure('usage', 'expected --repeat-every together with --for, found one of them');
  }
  if (every <= length) return { everySeconds: every, forSeconds: length };
  throw new Failure(
    'usage',
    `expected --repeat-every no longer than --for, found ${every} s and ${length} s`,
  );
}

/** Outcomes after which another pass some seconds later would find the same. */
const LAST_WORDS: ReadonlySet<OutcomeWord> = new Set([
  'closed',
  'disabled',
  'usage',
  'bug',
  'disk',
  'auth',
  'config',
  'stopped',
]);

/** Which pass speaks for all: whatever most needs somebody. */
const BY_WEIGHT: readonly OutcomeWord[] = [
  'bug',
  'disk',
  'config',
  'usage',
  'auth',
  'bad-data',
  'blocked',
  'late',
  'not-yet',
  'locked',
  'partial',
  'stopped',
  'ok',
  'noop',
  'disabled',
  'closed',
];

const weight = ({ outcome }: RunReport): number => BY_WEIGHT.indexOf(outcome);

function countsOf(passes: readonly RunReport[]): RunReport['counts'] {
  const counts: Record<string, number> = { passes: passes.length };
  for (const pass of passes) {
    for (const [name, count] of Object.entries(pass.counts)) {
      counts[name] = (counts[name] ?? 0) + count;
    }
  }
  return counts;
}

/** All passes in one report: counts added up, everything else from the pass that speaks for them. */
function together(passes: readonly RunReport[], durationMs: number): RunReport {
  const [telling] = passes.toSorted((a, b) => weight(a) - weight(b));
  if (!telling) throw new Error('a repeated run has had no pass');
  if (passes.length === 1) return telling;
  const often = new Map<OutcomeWord, number>();
  for (const { outcome } of passes) often.set(outcome, (often.get(outcome) ?? 0) + 1);
  const words = [...often].map(([outcome, times]) => `${times} ${outcome}`).join(', ');
  return {
    ...telling,
    startedAt: passes[0]?.startedAt ?? telling.startedAt,
    durationMs,
    summary: `${passes.length} passes (${words}): ${telling.summary}`,
    counts: countsOf(passes),
    warnings: [...new Set(passes.flatMap(({ warnings }) => warnings))],
  };
}

/** What a signal between passes makes of the report. */
function endedBy(
  error: unknown,
  signal: AbortSignal,
  passes: readonly RunReport[],
): Partial<RunReport> {
  return { ...endingOfThrown(error, signal), counts: countsOf(passes) };
}

/**
 * Runs passes on a grid that the first one lays: no pass begins before the one before it has ended,
 * a pass that took too long costs the points that it ran over, and the others stay where they were.
 * Each pass is a whole run with a now, a ledger row and an outcome of its own.
 *
 * @returns one report for the process: the sum, told by the pass that most needs somebody
 */
export async function repeated(
  { everySeconds, forSeconds }: Repeat,
  { pacer, signal }: Passing,
  pass: () => Promise<RunReport>,
): Promise<RunReport> {
  const began = pacer.monotonicMs();
  const sinceMs = (): number => pacer.monotonicMs() - began;
  const everyMs = everySeconds * 1000;
  const passes: RunReport[] = [];
  for (let point = 0; point * everySeconds <= forSeconds;) {
    const report = await pass();
    passes.push(report);
    if (LAST_WORDS.has(report.outcome)) break;
    point = Math.max(point + 1, Math.ceil(sinceMs() / everyMs));
    if (point * everySeconds > forSeconds) break;
    try {
      await pacer.sleep(point * everyMs - sinceMs(), signal);
    } catch (error) {
      // Between passes there is nothing to undo: those that were stand as they ended.
      return { ...together(passes, Math.round(sinceMs())), ...endedBy(error, signal, passes) };
    }
  }
  return together(passes, Math.round(sinceMs()));
}
