/** Numbers below 1 that look random and are the same for the same seed. */
export type Seeded = () => number;

/** @param seed whole number (mulberry32, Tommy Ettinger, public domain) */
export function seeded(seed: number): Seeded {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the choices. */
export function oneOf<Choice>(random: Seeded, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}
