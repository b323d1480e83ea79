import { instrumentFinder } from '../core/corporate-actions/instrument-finder.ts';
import { Failure } from '../core/failure.ts';
import { overlaps, stretchOf } from '../core/indices/member-days.ts';
import type { MemberDays, MemberStretch } from '../core/indices/member-days.ts';
import { publishedIndex } from '../core/indices/published-index.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Context } from '../kit/context.ts';

/** An index's members from day to day. */
export interface KeptMembers {
  readonly days: MemberDays;
  /** Symbols of members in the range that no instrument is kept of. */
  readonly unknown: readonly string[];
}

/**
 * Members of an index from day to day, those that left among them. Before the first list that is kept
 * the first one stands in, which leaves out who was thrown out before: a warning says so.
 *
 * @param from the first day that is looked at; absent: as far back as bars are kept
 * @param to the last
 * @throws Failure `usage` for an unknown code, `not-yet` when no list of the run's day or before is kept
 */
export async function keptMembers(
  ctx: Context,
  asked: string,
  from: SessionDate | undefined,
  to: SessionDate,
): Promise<KeptMembers> {
  const { code } = publishedIndex(asked);
  const today = ctx.calendar('XNSE').dateAt(ctx.clock.now());
  const kept = await ctx.store.indexMembership.on(code, today);
  if (!kept) {
    throw new Failure(
      'not-yet',
      `expected a kept list of ${code} of ${today} or before, found none: run \`paperjobs nse-indices\` first`,
    );
  }
  const first = kept.firstSeenOn;
  if (from === undefined || first > from) {
    ctx.warn(
      `the first kept list of ${code} is of ${first}: it stands in for sessions before, without those that had left by then`,
    );
  }
  const find = instrumentFinder(await ctx.store.securities.all());
  const days = new Map<number, MemberStretch[]>();
  const unknown = new Set<string>();
  for (const spell of await ctx.store.indexMembership.spells(code)) {
    if (spell.dummy) continue;
    const stretch = stretchOf(spell, first);
    const id = find(spell);
    if (id !== undefined) days.set(id, [...(days.get(id) ?? []), stretch]);
    else if (overlaps(stretch, from, to)) unknown.add(spell.symbol);
  }
  return { days, unknown: [...unknown].toSorted() };
}
