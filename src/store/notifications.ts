import type { Selectable } from 'kysely';
import { instant } from '../core/market/instant.ts';
import type {
  Channel,
  Notification,
  NotificationDraft,
  NotificationFact,
  NotificationPriority,
  NotificationState,
} from '../core/notification/notification.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** A row of the outbox in our words. */
export function notificationOf(row: Selectable<Schema['notifications']>): Notification {
  return {
    id: row.notification_id,
    dedupeKey: row.dedupe_key,
    topic: row.topic,
    priority: row.priority as NotificationPriority,
    title: row.title,
    body: row.body,
    facts: JSON.parse(row.facts) as NotificationFact[],
    at: instant(row.created_at),
    state: row.state as NotificationState,
    ...(row.run_id === null ? {} : { runId: row.run_id }),
    ...(row.channels === null ? {} : { channels: JSON.parse(row.channels) as Channel[] }),
  };
}

/** Reading of the outbox. */
export function readNotifications({ db }: Handle) {
  return {
    /** Messages, newest first; of one state where it is told. */
    async newest(limit: number, state?: NotificationState): Promise<Notification[]> {
      let query = db
        .selectFrom('notifications')
        .selectAll()
        .orderBy('notification_id', 'desc')
        .limit(limit);
      if (state !== undefined) query = query.where('state', '=', state);
      return (await query.execute()).map(notificationOf);
    },
    /** How many wait for being sent, and since when the oldest does. */
    async backlog(): Promise<{ waiting: number; oldestAt?: ReturnType<typeof instant> }> {
      const row = await db
        .selectFrom('notifications')
        .select((all) => [
          all.fn.countAll<number>().as('waiting'),
          all.fn.min('created_at').as('at'),
        ])
        .where('state', '=', 'queued')
        .executeTakeFirst();
      const at = row?.at ?? null;
      return { waiting: row?.waiting ?? 0, ...(at === null ? {} : { oldestAt: instant(at) }) };
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeNotifications({ db }: Handle) {
  return {
    /**
     * Queues a message in the transaction of what it tells, so that neither is ever without the
     * other. It is sent after the run has ended.
     *
     * @returns whether it is new: false where its dedupe key has been told before
     */
    async queue(draft: NotificationDraft): Promise<boolean> {
      const result = await db
        .insertInto('notifications')
        .values({
          dedupe_key: draft.dedupeKey,
          topic: draft.topic,
          priority: draft.priority,
          title: draft.title,
          body: draft.body,
          facts: JSON.stringify(draft.facts ?? []),
          channels: draft.channels ? JSON.stringify(draft.channels) : null,
          created_at: draft.at,
          run_id: draft.runId ?? null,
        })
        .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}
