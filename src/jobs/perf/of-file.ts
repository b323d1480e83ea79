import { Failure } from '../../core/failure.ts';
import { readEquity, readLevels } from '../../core/portfolio/equity-file.ts';
import { performanceOf } from '../../core/portfolio/performance.ts';
import type { Context } from '../../kit/context.ts';
import type { Options, Outcome } from '../../kit/job.ts';
import type { options } from './job.ts';
import { performanceRecord } from '../../render/performance-record.ts';

type Files = Pick<Context, 'files' | 'settings'>;

async function textOf({ files }: Files, flag: string, path: string): Promise<string> {
  const text = await files.read(path);
  if (text !== undefined) return text;
  throw new Failure('usage', `--${flag}: expected a CSV file, found none at "${path}"`);
}

/**
 * The figures of a file's series of values: nothing is kept.
 *
 * @throws Failure `usage` for a file that is not there, `bad-data` with the line that cannot be read
 */
export async function ofFile(
  ctx: Files,
  equity: string,
  { benchmark, riskFree }: Pick<Options<typeof options>, 'benchmark' | 'riskFree'>,
): Promise<Outcome> {
  const points = readEquity(await textOf(ctx, 'equity', equity), equity);
  const levels =
    benchmark === undefined
      ? undefined
      : readLevels(await textOf(ctx, 'benchmark', benchmark), benchmark);
  const figures = performanceOf(points, {
    riskFree: riskFree ?? ctx.settings['performance.risk_free_percent'] / 100,
    ...(levels ? { benchmark: levels } : {}),
  });
  const told = Object.entries({
    return: figures.totalReturn,
    'a year': figures.cagr,
    volatility: figures.volatility,
    'deepest fall': figures.maxDrawdown,
  }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${(value * 100).toFixed(2)} %`],
  );
  const sharpe = figures.sharpe === undefined ? [] : [`Sharpe ${figures.sharpe.toFixed(2)}`];
  return {
    status: figures.returns > 0 ? 'ok' : 'noop',
    summary:
      figures.returns > 0
        ? `${figures.from} to ${figures.to}: ${[...told, ...sharpe].join(', ')}`
        : `"${equity}" holds fewer than two days: there is no return`,
    counts: { days: points.length },
    result: performanceRecord(figures),
  };
}
