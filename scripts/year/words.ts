import type { OptionSpecs, RawOptions } from '../../src/kit/options.ts';

/** Flags of every job that say nothing to the job itself. */
const SHARED = new Set(['wait']);

/** Options as words (`--from-step eod --drill`), as the command line reads them; others are left. */
export function rawOptions(
  { options }: { readonly options: OptionSpecs },
  words: readonly string[],
): RawOptions {
  return splitWords(options, words).raw;
}

/** Options and plain words of a command line. */
export function splitWords(
  options: OptionSpecs,
  words: readonly string[],
): { readonly raw: RawOptions; readonly plain: readonly string[] } {
  const raw: Record<string, string | boolean> = {};
  const plain: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      plain.push(word);
      continue;
    }
    const name = word.slice(2).replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const isFlag = options[name]?.type === 'flag';
    const value = isFlag ? true : (words[++at] ?? '');
    if (!SHARED.has(name)) raw[name] = value;
  }
  return { raw, plain };
}
