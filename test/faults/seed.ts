/** Chooses instants, counts and kinds of fault; set it to repeat what another seed has shown. */
export const SEED = Number(process.env['PAPERJOBS_TEST_SEED'] ?? 20_261_126);

/** Every fault on every job, as a soak has it; otherwise a few of them by the seed. */
export const EVERY_FAULT = process.env['PAPERJOBS_EVERY_FAULT'] === '1';

/** Fractions of 0 to 1 by the seed. @see mulberry32, Tommy Ettinger, 2017 */
export function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A stream of fractions for one job and one fault, so that none depends on the order of the tests. */
export function fractionsOf(...words: readonly string[]): () => number {
  let seed = SEED;
  for (const letter of words.join(' ')) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193);
  return fractions(seed);
}
