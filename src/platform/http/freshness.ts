/**
 * How long a source says that its answer stays good, as a cache of one person understands it.
 *
 * @param header value by lower-case name
 * @param nowMs wall time, epoch milliseconds: stands in for a `Date` that is not told
 * @returns seconds, 0 for an answer that is old already; absent where nothing is said, or that it is to
 *   be asked again each time
 * @see RFC 9111, sections 4.2.1 and 5.2.2
 */
export function freshSeconds(
  header: (name: string) => string | undefined,
  nowMs: number,
): number | undefined {
  const control = header('cache-control') ?? '';
  if (/(?:^|[,\s])no-(?:store|cache)\b/i.test(control)) return undefined;
  const told = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  if (told !== undefined) {
    const age = /^\s*(\d{1,9})\s*$/.exec(header('age') ?? '')?.[1] ?? '0';
    return Math.max(0, Number(told) - Number(age));
  }
  const [expires, sent] = ['expires', 'date'].map((name) => Date.parse(header(name) ?? ''));
  if (expires === undefined || Number.isNaN(expires)) return undefined;
  const since = sent === undefined || Number.isNaN(sent) ? nowMs : sent;
  return Math.max(0, Math.floor((expires - since) / 1000));
}
