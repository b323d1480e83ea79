import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { STRATEGY_NAMES } from './names.ts';

const SCREEN = 'screen:';

/** What a saved screen is called among the strategies whose hits are kept. */
export function screenStrategy({ name }: { readonly name: string }): string {
  return `${SCREEN}${name}`;
}

/**
 * Names under which hits may be kept: strategies, and `screen:NAME` of saved screens, those that were
 * taken out of the configuration since among them.
 *
 * @param option that asks, for the sentence
 * @throws Failure `usage` with the nearest name
 */
export function readHitNames(asked: readonly string[], option = '--strategies'): string[] {
  return asked.map((one) => {
    const name = one.toLowerCase();
    if (STRATEGY_NAMES.some((known) => known === name)) return name;
    if (/^screen:[a-z][a-z0-9_]*$/.test(name)) return name;
    const close = nearest(name, STRATEGY_NAMES);
    const hint = close === undefined ? '' : `; did you mean "${close}"?`;
    throw new Failure(
      'usage',
      `${option}: expected strategies (${STRATEGY_NAMES.join(', ')}) or saved screens (${SCREEN}NAME), found "${one}"${hint}`,
    );
  });
}
