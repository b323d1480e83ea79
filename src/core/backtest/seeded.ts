/**
 * Numbers from 0 up to 1, the same for the same seed on every machine: the minimal standard generator
 * (Park and Miller 1988). For choices that must be repeatable, not for secrets.
 *
 * @param seed any whole number
 */
export function seededDraws(seed: number): () => number {
  const modulus = 2_147_483_647;
  let state = (Math.abs(Math.trunc(seed)) % (modulus - 1)) + 1;
  return () => {
    state = (16_807 * state) % modulus;
    return (state - 1) / (modulus - 1);
  };
}
