/**
 * Mixes two whole numbers into 32 well-scattered bits: the sandbox's only source of chance, so that
 * every price is a function of its coordinates and nothing has to be remembered.
 *
 * @returns 0 to 2³²−1
 * @see the 32-bit finalizer of MurmurHash3 (Appleby, public domain)
 */
export function mix(a: number, b: number): number {
  let bits = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b | 0, 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The same, as a fraction from 0 up to, never reaching, 1. */
export function share(a: number, b: number): number {
  return mix(a, b) / 4_294_967_296;
}

/** The same, evenly spread from −1 up to, never reaching, 1. */
export function swing(a: number, b: number): number {
  return mix(a, b) / 2_147_483_648 - 1;
}

/** A text as 32 bits, for keys that are names. */
export function textKey(text: string): number {
  let key = text.length;
  for (const letter of text) key = mix(key, letter.codePointAt(0) ?? 0);
  return key;
}
