import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { istTime } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Room } from '../../store/maintenance/tasks.ts';

/** Share of free pages from which on it is worth giving them back. */
export const WORTH_RATIO = 0.1;
/** Seconds around trading in which writers are not kept waiting. */
const AROUND_SECONDS = 1800;

/** What is known before anything is done. */
export interface Measured {
  readonly room: Pick<Room, 'pages' | 'freePages' | 'incremental'>;
  /** Rows past their time. */
  readonly due: number;
  readonly full: boolean;
  readonly force: boolean;
  /** Whether there is a verified backup younger than a day. */
  readonly backedUp: boolean;
  /** Whether the exchange trades, or nearly so. */
  readonly trading: boolean;
}

/** What is done, and what stands in the way of it. */
export interface VacuumPlan {
  readonly prune: boolean;
  readonly full: boolean;
  /** Why the whole run has to wait; absent where nothing does. */
  readonly waitsFor?: string;
  /** Why rows stay although their time is over. */
  readonly keepsRows?: string;
}

/** Share of free pages. */
export function freeRatio({ pages, freePages }: Pick<Room, 'pages' | 'freePages'>): number {
  return pages === 0 ? 0 : freePages / pages;
}

/** `412 of 120000 pages are free (0.3 %)`. */
export function freeWords(room: Pick<Room, 'pages' | 'freePages'>): string {
  return `${room.freePages} of ${room.pages} pages are free (${(freeRatio(room) * 100).toFixed(1)} %)`;
}

const BACKUP = 'a verified backup younger than 24 hours';

/**
 * Decides what a run does. A full rewrite of a file that has hardly anything free, and that gives back
 * pages by itself, is not worth its while either.
 */
export function planVacuum(measured: Measured): VacuumPlan {
  const { room, due, force, backedUp, trading } = measured;
  const worth = freeRatio(room) >= WORTH_RATIO || !room.incremental || force || due > 0;
  const full = measured.full && worth;
  if (full && !force && trading) {
    return {
      prune: false,
      full: false,
      waitsFor:
        'expected a full rewrite outside market hours: run it in the evening, or with --force',
    };
  }
  if (full && !force && !backedUp) {
    return {
      prune: false,
      full: false,
      waitsFor: `expected ${BACKUP} for a full rewrite, found none: run \`paperjobs backup\` first, or use --force`,
    };
  }
  if (due > 0 && !force && !backedUp) {
    return {
      prune: false,
      full,
      keepsRows: `${due} rows past their time stay: expected ${BACKUP}, found none; run \`paperjobs backup\` first, or use --force`,
    };
  }
  return { prune: due > 0, full };
}

/** Whether the exchange trades or is near to it; a day that nobody knows may be one of trading. */
export function isTrading(calendar: Calendar, now: Instant): boolean {
  const day = calendar.day(calendar.dateAt(now));
  switch (day.state) {
    case 'closed':
      return false;
    case 'unknown':
      return istTime(now) >= '08:45' && istTime(now) <= '16:00';
    case 'open':
      return opensAt(day) - AROUND_SECONDS <= now && now <= closesAt(day) + AROUND_SECONDS;
  }
}
