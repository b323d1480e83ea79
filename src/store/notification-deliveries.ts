import type { Selectable } from 'kysely';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Channel, DeliveryState, Notification } from '../core/notification/notification.ts';
import type { Handle } from './handle.ts';
import { notificationOf } from './notifications.ts';
import type { Schema } from './schema.ts';

/** How far one channel has told a message. */
export interface Delivery {
  readonly notificationId: number;
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Not tried before; while it is being sent, the moment until which the claim holds. */
  readonly dueAt: Instant;
  readonly endedAt?: Instant;
  readonly lastError?: string;
}

function fromRow(row: Selectable<Schema['notification_deliveries']>): Delivery {
  return {
    notificationId: row.notification_id,
    channel: row.channel as Channel,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    dueAt: instant(row.due_at),
    ...(row.ended_at === null ? {} : { endedAt: instant(row.ended_at) }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
  };
}

/** Tries after which a message stands behind all others. */
const FEW_ATTEMPTS = 2;

/** Messages that the channel has yet to tell: never tried, due again, or claimed by somebody who died. */
function dueFor({ db }: Handle, channel: Channel, at: Instant) {
  return db
    .selectFrom('notifications as n')
    .leftJoin('notification_deliveries as d', (join) =>
      join.onRef('d.notification_id', '=', 'n.notification_id').on('d.channel', '=', channel),
    )
    .where('n.state', '=', 'queued')
    .where((row) =>
      row.or([row('n.channels', 'is', null), row('n.channels', 'like', `%"${channel}"%`)]),
    )
    .where((row) =>
      row.or([
        row('d.state', 'is', null),
        row.and([row('d.state', 'in', ['waiting', 'sending']), row('d.due_at', '<=', at)]),
      ]),
    );
}

/** Reading of the deliveries. */
export function readNotificationDeliveries(handle: Handle) {
  const { db } = handle;
  return {
    /** Whether the channel has something to tell at that moment. */
    async isDue(channel: Channel, at: Instant): Promise<boolean> {
      const due = dueFor(handle, channel, at).select('n.notification_id').limit(1);
      return (await due.executeTakeFirst()) !== undefined;
    },
    /** Deliveries of the messages, by message and channel. */
    async of(notificationIds: readonly number[]): Promise<Delivery[]> {
      if (notificationIds.length === 0) return [];
      const rows = await db
        .selectFrom('notification_deliveries')
        .selectAll()
        .where('notification_id', 'in', [...notificationIds])
        .orderBy('notification_id')
        .orderBy('channel')
        .execute();
      return rows.map(fromRow);
    },
  };
}

/** How a try ended, for the row. */
export interface DeliveryEnd {
  readonly state: 'waiting' | 'sent' | 'refused';
  readonly at: Instant;
  /** Of a waiting one: not tried before. */
  readonly dueAt: Instant;
  readonly error?: string;
}

/** Writing of them, inside the caller's transaction. */
export function writeNotificationDeliveries(handle: Handle) {
  const { db } = handle;

  /** The message has been told, or cannot be: once every channel that is switched on has ended. */
  async function finish(id: number, channels: readonly Channel[]): Promise<void> {
    const row = await db
      .selectFrom('notifications')
      .selectAll()
      .where('notification_id', '=', id)
      .executeTakeFirstOrThrow();
    const wanted = notificationOf(row).channels ?? channels;
    const ends = await db
      .selectFrom('notification_deliveries')
      .select(['channel', 'state'])
      .where('notification_id', '=', id)
      .where('state', 'in', ['sent', 'refused'])
      .execute();
    const ended = new Set(ends.map(({ channel }) => channel));
    const open = channels.filter((channel) => wanted.includes(channel) && !ended.has(channel));
    if (open.length > 0) return;
    const state = ends.some((end) => end.state === 'sent') ? 'sent' : 'failed';
    await db
      .updateTable('notifications')
      .set({ state })
      .where('notification_id', '=', id)
      .where('state', '=', 'queued')
      .execute();
  }

  return {
    /**
     * Takes the next message of a channel for one process: nobody else sends it before the claim ends.
     * Urgent ones come first, then the oldest; those that were tried a few times stand behind all others,
     * so that one which a channel always chokes on cannot keep the rest.
     *
     * @param claimedBy names the process; `settle` asks for the same
     * @param until when another process may take it, should this one die
     * @returns absent when nothing is due
     */
    async claim(
      channel: Channel,
      claimedBy: string,
      at: Instant,
      until: Instant,
    ): Promise<{ notification: Notification; attempts: number } | undefined> {
      const row = await dueFor(handle, channel, at)
        .selectAll('n')
        .select('d.attempts as attempts')
        .orderBy((one) => one(one.fn.coalesce('d.attempts', one.val(0)), '>', FEW_ATTEMPTS))
        .orderBy((one) => one('n.priority', '=', 'urgent'), 'desc')
        .orderBy('n.notification_id')
        .limit(1)
        .executeTakeFirst();
      if (!row) return undefined;
      const attempts = (row.attempts ?? 0) + 1;
      const facts = { state: 'sending', attempts, due_at: until, claimed_by: claimedBy };
      await db
        .insertInto('notification_deliveries')
        .values({ notification_id: row.notification_id, channel, ...facts })
        .onConflict((conflict) =>
          conflict.columns(['notification_id', 'channel']).doUpdateSet(facts),
        )
        .execute();
      return { notification: notificationOf(row), attempts };
    },
    /**
     * Writes how a try ended.
     *
     * @param channels those that are switched on: with the last of them the message is done
     * @returns false where the claim had passed to another process, whose word then counts
     */
    async settle(
      id: number,
      channel: Channel,
      claimedBy: string,
      end: DeliveryEnd,
      channels: readonly Channel[],
    ): Promise<boolean> {
      const result = await db
        .updateTable('notification_deliveries')
        .set({
          state: end.state,
          due_at: end.dueAt,
          claimed_by: null,
          ended_at: end.state === 'waiting' ? null : end.at,
          last_error: end.error ?? null,
        })
        .where('notification_id', '=', id)
        .where('channel', '=', channel)
        .where('claimed_by', '=', claimedBy)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return false;
      if (end.state !== 'waiting') await finish(id, channels);
      return true;
    },
    /** Gives up messages queued before the moment. @returns how many */
    async expire(before: Instant): Promise<number> {
      const result = await db
        .updateTable('notifications')
        .set({ state: 'expired' })
        .where('state', '=', 'queued')
        .where('created_at', '<', before)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    /** Makes everything that waits due now: for a person who asks for it. */
    async hurry(at: Instant): Promise<void> {
      await db
        .updateTable('notification_deliveries')
        .set({ due_at: at })
        .where('state', '=', 'waiting')
        .where('due_at', '>', at)
        .execute();
    },
  };
}
