const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 900;

/**
 * How long a channel, or a message in it, is left alone after failures in a row: 5 s, doubled each
 * time up to a quarter of an hour, up to a quarter less by chance, so that processes do not return
 * together.
 *
 * @param failures in a row, 1 or more
 * @param fraction random, from 0 up to 1
 * @returns whole seconds
 */
export function backoffSeconds(failures: number, fraction: number): number {
  const doubled = FIRST_SECONDS * 2 ** Math.min(failures - 1, 10);
  return Math.ceil(Math.min(doubled, LONGEST_SECONDS) * (1 - fraction / 4));
}
