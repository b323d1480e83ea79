import type { SessionDate } from '../market/session-date.ts';
import { paired } from './index-member.ts';
import type { IndexMember } from './index-member.ts';

/** Days on which an index's lists name a member in the same words. */
export interface NamedDays extends IndexMember {
  /** First day of these words. */
  readonly from: SessionDate;
  /** First day without them; absent while they stand. */
  readonly to?: SessionDate;
}

/**
 * Such days, inside the stretch on which it is a member at all. A change of symbol, ISIN, company
 * name, industry or series begins a new spell; it does not end the membership.
 */
export interface MemberSpell extends NamedDays {
  /** First day on which a list names the member: of the first list of all, it joined then or before. */
  readonly joined: SessionDate;
  /** First day on which a list does not name it any more; absent while it is a member. */
  readonly left?: SessionDate;
}

/** Whether the words stand on that day. */
export function stands({ from, to }: NamedDays, day: SessionDate): boolean {
  return from <= day && (to === undefined || day < to);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The days without those from `from` up to `to`; to the end of time where `to` is absent. */
function without(
  days: NamedDays,
  from: SessionDate,
  to: SessionDate | undefined,
): readonly NamedDays[] {
  if (to !== undefined && days.from >= to) return [days];
  if (days.to !== undefined && days.to <= from) return [days];
  const before = days.from < from ? [{ ...days, to: from }] : [];
  const goesOn = to !== undefined && (days.to === undefined || days.to > to);
  return goesOn ? [...before, { ...days, from: to }] : before;
}

const wordsOf = ({ isin, symbol, company, industry, series }: IndexMember): string =>
  [isin, symbol, company, industry ?? '', series ?? ''].join('\n');

function byDay(a: NamedDays, b: NamedDays): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.isin < b.isin ? -1 : 1;
}

/** Joins days in the same words that follow each other without a break. */
function unbroken(days: readonly NamedDays[]): NamedDays[] {
  return [...grouped(days, wordsOf).values()].flatMap((same) => {
    const joint: NamedDays[] = [];
    for (const next of same.toSorted(byDay)) {
      const last = joint.at(-1);
      if (last?.to !== next.from) joint.push(next);
      else joint[joint.length - 1] = { ...next, from: last.from };
    }
    return joint;
  });
}

/** Tells for each spell when its membership began and ended, through changes of its words. */
function memberships(days: readonly NamedDays[]): MemberSpell[] {
  const starting = grouped(days, ({ from }) => from);
  const ending = grouped(days, ({ to }) => to ?? '');
  const earlier = new Map<NamedDays, NamedDays>();
  for (const [day, begun] of starting) {
    for (const [one, before] of paired(ending.get(day) ?? [], begun)) earlier.set(one, before);
  }
  const joined = new Map<NamedDays, SessionDate>();
  const left = new Map<NamedDays, SessionDate | undefined>();
  const oldestFirst = days.toSorted(byDay);
  for (const one of oldestFirst) {
    const before = earlier.get(one);
    joined.set(one, (before && joined.get(before)) ?? one.from);
  }
  for (const one of oldestFirst.toReversed()) {
    if (!left.has(one)) left.set(one, one.to);
    const before = earlier.get(one);
    if (before) left.set(before, left.get(one));
  }
  return oldestFirst.map((one) => {
    const end = left.get(one);
    const { from, to, ...member } = one;
    return {
      ...member,
      from,
      joined: joined.get(one) ?? from,
      ...(to === undefined ? {} : { to }),
      ...(end === undefined ? {} : { left: end }),
    };
  });
}

const bareDays = ({ joined: _joined, left: _left, ...days }: MemberSpell): NamedDays => days;

/**
 * An index's spells once it is known what its list was on a day. A list counts from its day until
 * the next day whose list is known, so lists may be learned in any order, and one of a day that is
 * known replaces that day's: the spells are the same whatever came first.
 *
 * @param spells all of the index
 * @param list every member on that day
 * @param next the day of the next list that is known; absent when the day is the newest
 * @returns all spells, oldest first
 */
export function withList(
  spells: readonly MemberSpell[],
  list: readonly IndexMember[],
  day: SessionDate,
  next: SessionDate | undefined,
): MemberSpell[] {
  const named = list.map((member) => ({
    ...member,
    from: day,
    ...(next === undefined ? {} : { to: next }),
  }));
  const others = spells.flatMap((spell) => without(bareDays(spell), day, next));
  return memberships(unbroken([...others, ...named]));
}
