import type { BotPlan } from '../core/bot/bot-plan.ts';
import { Failure } from '../core/failure.ts';
import type { FailureCode } from '../core/failure.ts';
import type { TargetPlan } from '../core/rebalance/target-plan.ts';
import type { SettingValue } from './definition.ts';
import type { JobOverride } from './job-overrides.ts';
import type { PlainKey, SecretKey } from './settings.ts';

/** Variables by name, as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a value comes from. */
export interface Origin {
  /** `store` is the folder of kept credentials; `credential` is one that systemd handed over. */
  readonly kind: 'flag' | 'environment' | 'dotenv' | 'config' | 'default' | 'credential' | 'store';
  /** `--log-level`, `PAPERJOBS_LOG_LEVEL`, `paperjobs.toml:12`, `upstox-token`; `default` for one. */
  readonly place: string;
}

/** A checked value and where it was told. */
export interface TracedValue {
  readonly value: SettingValue;
  readonly origin: Origin;
}

/**
 * A secret, or the way to it, as some place told it. The value hides behind a function so that
 * printing the record cannot show it.
 */
export type GivenSecret =
  | {
      readonly kind: 'value';
      readonly key: SecretKey;
      readonly origin: Origin;
      readonly reveal: () => string;
    }
  | {
      readonly kind: 'file';
      readonly key: SecretKey;
      readonly origin: Origin;
      readonly path: string;
    }
  | {
      readonly kind: 'command';
      readonly key: SecretKey;
      readonly origin: Origin;
      /** One line for a shell, or a program and its arguments. */
      readonly command: string | readonly string[];
    };

/** What one place (the command line, the environment, a file) says about the settings. */
export interface Layer {
  readonly values: ReadonlyMap<PlainKey, TracedValue>;
  readonly secrets: readonly GivenSecret[];
  /** What it says of single jobs; absent where nothing can be said of them. */
  readonly jobs?: readonly JobOverride[];
  /** Strategies that trade, and accounts that are to have certain weights; absent as above. */
  readonly bots?: readonly BotPlan[];
  readonly targets?: readonly TargetPlan[];
  /** Things that were passed over and look like slips, in words. */
  readonly warnings: readonly string[];
}

/** Problems that are told in full; a file of another kind would fill the screen. */
const TOLD = 20;

/**
 * One failure for all that is wrong in one place: the first in the first line, each further one in a
 * line of its own.
 */
export function failureOf(
  problems: readonly [string, ...string[]],
  code: FailureCode = 'config',
): Failure {
  const [first, ...others] = problems;
  const more = others.length === 0 ? '' : ` (first of ${problems.length} problems)`;
  const untold = problems.length - TOLD;
  const lines = [`${first}${more}`, ...others.slice(0, TOLD - 1)];
  if (untold > 0) lines.push(`and ${untold} more`);
  return new Failure(code, lines.join('\n'), { detail: { problems: problems.length } });
}

/** Throws what is wrong in one place, all together; does nothing when nothing is. */
export function refuseProblems(problems: readonly string[], code: FailureCode = 'config'): void {
  const [first, ...others] = problems;
  if (first !== undefined) throw failureOf([first, ...others], code);
}

/**
 * What is wrong with the mode of a file that holds a secret, in words; absent when only the owner can
 * read it or the mode is not known.
 *
 * @param mode permission bits as the file system tells them
 */
export function modeProblem(path: string, mode: number | undefined): string | undefined {
  if (mode === undefined || (mode & 0o077) === 0) return undefined;
  const found = (mode & 0o777).toString(8).padStart(4, '0');
  return `expected mode 0600 for a file that holds a secret, found ${found}; run chmod 600 ${path}`;
}
