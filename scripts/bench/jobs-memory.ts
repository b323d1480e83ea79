import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ALERTS_NOW } from './alerts-child.ts';
import { market, newestSessions } from './analysis.ts';
import { numbersFrom, runNode } from './child.ts';
import type { BenchSettings, Group, Measured } from './line.ts';
import { reporter } from './memory.ts';
import { TICK } from './pending-orders.ts';
import { builtProgram } from './start-up.ts';

/** Jobs that reckon on the daily bars of the whole market. */
const ON_BARS = ['strategies', 'screen', 'indicators', 'patterns'];
/** Jobs that look after the file, whatever is in it. */
const UPKEEP = ['backup', 'vacuum'];
/** The other jobs, on the pretend exchange: what they take does not grow with the market. */
const ON_SANDBOX = ['corp-actions', 'nse-indices', 'flows', 'news', 'quotes', 'positions', 'perf'];

/** A run may end well or in part: what it held meanwhile is asked. */
const ENDINGS = [0, 3];

/** Largest resident size of a run, megabytes. */
function peakOf(folder: string, words: readonly string[]): number {
  const file = join(folder, 'kilobytes');
  runNode(['--import', reporter(file), ...words], { expected: ENDINGS });
  return (Number(readFileSync(file, 'utf8')) * 1024) / 1e6;
}

function measure(settings: BenchSettings): readonly Measured[] {
  const { folder } = settings;
  const program = builtProgram(folder);
  const own = mkdtempSync(join(folder, 'jobs-memory-'));
  const peak = (...words: string[]): number => peakOf(own, [program, ...words, '--quiet']);
  try {
    const whole = market(settings);
    const [newest = ''] = newestSessions(whole, 1);
    const bars = ON_BARS.map((job) => peak(job, '--date', newest, '--data-dir', whole, '--force'));
    const upkeep = UPKEEP.map((job) => peak(job, '--data-dir', whole));
    const rules = join(own, 'rules');
    numbersFrom(['alerts', rules, '10000']);
    mkdirSync(`${rules}-data`);
    cpSync(`${rules}.db`, join(`${rules}-data`, 'paperjobs.db'));
    const pending = join(own, 'pending');
    mkdirSync(pending);
    numbersFrom(['make-orders', pending, '10000']);
    const desks = [
      peak('alerts', '--as-of', ALERTS_NOW, '--data-dir', `${rules}-data`),
      peak('orders', '--as-of', TICK, '--data-dir', pending),
    ];
    const sandbox = join(own, 'sandbox');
    const others = ON_SANDBOX.map((job) => peak(job, '--sandbox', '--data-dir', sandbox));
    return [bars, upkeep, desks, others].map((peaks) => ({ value: Math.max(...peaks) }));
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

const size = (name: string, title: string) =>
  ({ name, title, unit: 'MB', bar: 256, kind: 'value' }) as const;

/** What every job holds in memory at most, at the scale of the exchange. */
export const jobsMemory: Group = {
  lines: [
    size(
      'memory-bars',
      `largest resident size of ${ON_BARS.join(', ')}: one session, 2,200 instruments with five years behind them`,
    ),
    size('memory-upkeep', `of ${UPKEEP.join(' and ')} on that database`),
    size('memory-desk', 'of `alerts` with 10,000 rules and `orders` with 10,000 pending orders'),
    size('memory-others', `of ${ON_SANDBOX.join(', ')} on the sandbox`),
  ],
  measure,
};
