/**
 * Whether two tokens are the same, in a time that does not tell how far they agree.
 *
 * @param expected absent: no token fits
 */
export function sameToken(found: string | undefined, expected: string | undefined): boolean {
  if (found === undefined || expected === undefined || expected === '') return false;
  let difference = found.length ^ expected.length;
  for (let index = 0; index < expected.length; index++) {
    difference |= expected.charCodeAt(index) ^ found.charCodeAt(index % Math.max(1, found.length));
  }
  return difference === 0;
}
