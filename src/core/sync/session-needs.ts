import { closesAt } from '../calendar/calendar.ts';
import type { OpenDay } from '../calendar/calendar.ts';
import { instant, istInstant } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';

/** Files that an exchange publishes after a session. */
const SESSION_FILE_KINDS = ['prices', 'deliveries', 'indices', 'bands'] as const;
export type SessionFileKind = (typeof SESSION_FILE_KINDS)[number];

/** What is known of a session's files. */
export interface KnownFile {
  readonly kind: SessionFileKind;
  readonly state: 'done' | 'missing';
  readonly format?: string;
}

/** First sessions of which a kind of file is kept at its place. */
export type PublishedSince = Readonly<Record<Exclude<SessionFileKind, 'prices'>, SessionDate>>;

/** The format of prices that has the deliveries in it. */
const WITH_DELIVERIES = 'sec-full';

/**
 * The files of a session that are still to be had, prices first. Price bands alone are no reason to
 * ask again: they are asked for together with something else, once.
 */
export function neededFiles(
  session: SessionDate,
  known: readonly KnownFile[],
  since: PublishedSince,
): readonly SessionFileKind[] {
  const stateOf = (kind: SessionFileKind) => known.find((file) => file.kind === kind);
  const needed: SessionFileKind[] = [];
  const prices = stateOf('prices');
  if (prices?.state !== 'done') needed.push('prices');
  const delivered = prices?.state === 'done' && prices.format === WITH_DELIVERIES;
  if (session >= since.deliveries && !delivered && stateOf('deliveries')?.state !== 'done') {
    needed.push('deliveries');
  }
  if (session >= since.indices && stateOf('indices')?.state !== 'done') needed.push('indices');
  const bands = stateOf('bands');
  if (needed.length > 0 && session >= since.bands && bands?.state !== 'done') needed.push('bands');
  return needed;
}

/** How long after the close of trading the exchange has, until 21:00 of a regular day. */
const DEADLINE_SECONDS = (5 * 60 + 30) * 60;

/** The moment after which a session's prices that are not there are late. */
export function publicationDeadline(day: OpenDay): Instant {
  const usual = istInstant(day.session, '21:00');
  return instant(Math.max(usual, closesAt(day) + DEADLINE_SECONDS));
}
