/**
 * How long a feed asks to be left alone: the minutes of its `ttl`, or as long as its answer stays
 * good, whichever is longer. A feed that asks for days is not believed.
 *
 * @param text of the feed
 * @param freshSeconds as the headers of the answer have it
 * @param mostSeconds no more than this
 * @returns seconds; absent where it asks for nothing
 * @see RSS 2.0, `ttl`
 */
export function feedRest(
  text: string,
  freshSeconds: number | undefined,
  mostSeconds: number,
): number | undefined {
  const minutes = /<ttl\b[^<>]*>\s*(\d{1,6})\s*<\/ttl\s*>/i.exec(text)?.[1];
  const asked = Math.max(Number(minutes ?? 0) * 60, freshSeconds ?? 0);
  return asked > 0 ? Math.min(asked, mostSeconds) : undefined;
}
