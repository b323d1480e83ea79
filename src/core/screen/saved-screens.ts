import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { readCondition } from './vocabulary.ts';
import type { Expression } from '../expression/expression.ts';

/** A condition under a name. */
export interface SavedScreen {
  readonly name: string;
  readonly text: string;
  readonly expression: Expression;
}

/**
 * InStock's second screening, named for what it selects: its "buy" list is of extreme upward momentum,
 * its "sell" list of washed-out shares.
 */
const BUILT_IN: readonly (readonly [name: string, text: string])[] = [
  [
    'extreme_momentum',
    'kdjk >= 80 and kdjd >= 70 and kdjj >= 100 and rsi_6 >= 80 and cci >= 100 and cr >= 300 and wr_6 >= -20 and vr >= 160',
  ],
  [
    'washed_out',
    'kdjk < 20 and kdjd < 30 and kdjj < 10 and rsi_6 < 20 and cci < -100 and cr < 40 and wr_6 < -80 and vr < 40',
  ],
];

const NAME = /^[a-z][a-z0-9_]*$/;

function readSaved(line: string): readonly [string, string] {
  const cut = line.indexOf(':');
  const name = line.slice(0, Math.max(cut, 0)).trim();
  if (!NAME.test(name)) {
    throw new Failure(
      'config',
      `expected "name: condition" in screen.saved, the name of a-z, 0-9 and _, found "${line}"`,
    );
  }
  return [name, line.slice(cut + 1).trim()];
}

/**
 * The screens of the configuration, and those that are built in; the configuration's go first where
 * both have a name.
 *
 * @param lines such as `oversold: rsi_14 < 30 and index = NIFTY500`
 * @throws Failure `config` naming the screen that cannot be read
 */
export function savedScreens(lines: readonly string[]): ReadonlyMap<string, SavedScreen> {
  const saved = new Map<string, SavedScreen>();
  for (const [name, text] of [...BUILT_IN, ...lines.map(readSaved)]) {
    try {
      saved.set(name, { name, text, expression: readCondition(text) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure('config', `screen.saved, "${name}": ${error.message}`, { cause: error });
    }
  }
  return saved;
}

/** The screen of that name. @throws Failure `usage` with the nearest name */
export function screenNamed(saved: ReadonlyMap<string, SavedScreen>, name: string): SavedScreen {
  const found = saved.get(name);
  if (found) return found;
  const close = nearest(name, [...saved.keys()]);
  throw new Failure(
    'usage',
    `expected a saved screen, one of ${[...saved.keys()].join(', ')}, found "${name}"${close === undefined ? '' : `; did you mean "${close}"?`}`,
  );
}
