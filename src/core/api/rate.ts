/** A bucket of calls that fills steadily (token bucket, ITU-T I.371). */
export interface Bucket {
  /** Calls left at `atMs`. */
  readonly left: number;
  readonly atMs: number;
}

/** How many calls may come at once, and how many each second for ever. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** A bucket that nobody drew from. */
export function fullBucket({ burst }: Rate, atMs: number): Bucket {
  return { left: burst, atMs };
}

/**
 * Draws one call.
 *
 * @param nowMs of a clock that does not run backwards
 * @returns the bucket after it, and the seconds to wait when it was empty
 */
export function draw(
  { left, atMs }: Bucket,
  { burst, perSecond }: Rate,
  nowMs: number,
): { readonly bucket: Bucket; readonly waitSeconds?: number } {
  const filled = Math.min(burst, left + (Math.max(0, nowMs - atMs) / 1000) * perSecond);
  if (filled >= 1) return { bucket: { left: filled - 1, atMs: nowMs } };
  return {
    bucket: { left: filled, atMs: nowMs },
    waitSeconds: Math.ceil((1 - filled) / perSecond),
  };
}
