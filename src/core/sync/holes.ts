import type { Instant } from '../market/instant.ts';

/** `open`: still to be had; `explained`: nothing to be had, and why; `filled`: was one, is none. */
export type GapState = 'open' | 'filled' | 'explained';

/** An unbroken run of expected slots without a row. */
export interface Hole {
  /** First and last missing slot, by name: a session, or the moment at which a bar starts. */
  readonly from: string;
  readonly to: string;
  readonly slots: number;
  readonly state: Exclude<GapState, 'filled'>;
  readonly reason: string;
}

/** A hole as the database remembers it. */
export interface KeptGap extends Omit<Hole, 'state'> {
  readonly state: GapState;
  /** How often a source was asked for it in vain. */
  readonly attempts: number;
  readonly firstSeenAt: Instant;
  readonly lastTriedAt?: Instant;
}

/** Why a slot is missing: still to be had, or never. */
export type Explanation = Pick<Hole, 'state' | 'reason'>;

/**
 * The holes of a series: expected slots without a row, joined where they follow each other and miss
 * for the same reason. Slots come from the calendar, so a holiday or a night is no hole.
 *
 * @param expected slots, oldest first: sessions, or moments at which bars start
 * @param present whether a row of that slot is kept
 * @param explain why a slot that is not present is missing
 * @param name the slot's name, sorting as the slots do
 */
export function holesIn<Slot>(
  expected: readonly Slot[],
  present: (slot: Slot) => boolean,
  explain: (slot: Slot) => Explanation,
  name: (slot: Slot) => string,
): Hole[] {
  const holes: Hole[] = [];
  let unbroken = false;
  for (const slot of expected) {
    if (present(slot)) {
      unbroken = false;
      continue;
    }
    const { state, reason } = explain(slot);
    const at = name(slot);
    const last = holes[holes.length - 1];
    if (unbroken && last && last.state === state && last.reason === reason) {
      holes[holes.length - 1] = { ...last, to: at, slots: last.slots + 1 };
    } else {
      holes.push({ from: at, to: at, slots: 1, state, reason });
    }
    unbroken = true;
  }
  return holes;
}

/** After so many answers without it, a slot is taken for one that no source has. */
const ATTEMPTS_ENOUGH = 3;

/** Begins the reason of a gap of which a source has nothing; the source's name follows. */
export const SOURCE_EMPTY = 'source-empty: ';
/** How often, at the end of the reason of a hole that is still to be had. */
const TIMES = /, \d+ times$/;

/**
 * Whether nothing more is to be asked for a gap.
 *
 * @param first the source that the run asks first: what a stand-in had nothing of it may have;
 *   absent: none can be asked
 */
export function isSettledGap(
  gap: Pick<KeptGap, 'state' | 'reason'> | undefined,
  first?: string,
): boolean {
  if (gap?.state !== 'explained') return false;
  if (first === undefined || !gap.reason.startsWith(SOURCE_EMPTY)) return true;
  return gap.reason.startsWith(`${SOURCE_EMPTY}${first} `);
}

/**
 * What stands of a slot that was explained before and that this run could not fill: the first source
 * has the last word over a stand-in, so that it is not asked again and again.
 *
 * @param told what the run's answer tells; absent: nobody answered for the slot
 * @param first the source that the run asks first
 */
export function lastWord(
  remembered: Explanation,
  told: Explanation | undefined,
  first: string | undefined,
): Explanation {
  if (isSettledGap(remembered, first) || first === undefined) return remembered;
  if (!told?.reason.startsWith(`${first} `)) return remembered;
  return { state: 'explained', reason: `${SOURCE_EMPTY}${told.reason}, as a stand-in before` };
}

/** What to write so that the remembered gaps are those of today. */
export interface GapChanges {
  readonly save: readonly KeptGap[];
  /** `from` of rows that other rows now stand for. */
  readonly remove: readonly string[];
}

const overlap = (a: { from: string; to: string }, b: { from: string; to: string }): boolean =>
  a.from <= b.to && b.from <= a.to;

function sameGap(a: KeptGap, b: KeptGap): boolean {
  return (
    a.to === b.to &&
    a.slots === b.slots &&
    a.state === b.state &&
    a.reason === b.reason &&
    a.attempts === b.attempts
  );
}

/**
 * How often every slot of the hole was asked for: slots that no remembered gap holds have not been.
 */
function attemptsFor(hole: Hole, forebears: readonly KeptGap[]): number {
  const [first, last] = [forebears[0], forebears.at(-1)];
  if (!first || !last || hole.from < first.from || last.to < hole.to) return 0;
  return Math.min(...forebears.map(({ attempts }) => attempts));
}

function renewed(hole: Hole, forebears: readonly KeptGap[], tried: boolean, now: Instant): KeptGap {
  const attempts = attemptsFor(hole, forebears) + (tried ? 1 : 0);
  const tries = [...forebears.flatMap((gap) => gap.lastTriedAt ?? []), ...(tried ? [now] : [])];
  const lastTried = tries.length > 0 ? Math.max(...tries) : undefined;
  const givenUp = hole.state === 'open' && attempts >= ATTEMPTS_ENOUGH;
  return {
    ...hole,
    ...(givenUp
      ? {
          state: 'explained' as const,
          reason: `${SOURCE_EMPTY}${hole.reason.replace(TIMES, '')}, asked ${ATTEMPTS_ENOUGH} times`,
        }
      : {}),
    attempts,
    firstSeenAt: Math.min(now, ...forebears.map((gap) => gap.firstSeenAt)) as Instant,
    ...(lastTried === undefined ? {} : { lastTriedAt: lastTried as Instant }),
  };
}

/**
 * Compares the holes that a range really has with what was remembered of it. A hole keeps the age
 * of the gaps that it comes from, and their attempts unless it has grown past them; a gap that has
 * rows now is `filled`; one whose edges moved is replaced.
 *
 * @param kept remembered gaps that touch the range, oldest first; the range covers each of them whole
 * @param tried whether a source was asked for the range and answered
 */
export function reconcileGaps(
  kept: readonly KeptGap[],
  holes: readonly Hole[],
  tried: boolean,
  now: Instant,
): GapChanges {
  const save: KeptGap[] = [];
  const remove: string[] = [];
  const standing = kept.filter(({ state }) => state !== 'filled');
  const froms = new Set(holes.map(({ from }) => from));
  for (const hole of holes) {
    const forebears = standing.filter((gap) => overlap(gap, hole));
    const next = renewed(hole, forebears, tried, now);
    const before = kept.find(({ from }) => from === hole.from);
    if (!before || !sameGap(before, next)) save.push(next);
  }
  for (const gap of standing) {
    if (froms.has(gap.from)) continue;
    if (holes.some((hole) => overlap(hole, gap))) remove.push(gap.from);
    else
      save.push({
        ...gap,
        state: 'filled',
        reason: 'filled',
        ...(tried ? { lastTriedAt: now } : {}),
      });
  }
  return { save, remove };
}
