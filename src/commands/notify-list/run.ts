import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { Delivery } from '../../store/notification-deliveries.ts';
import type { options } from './command.ts';

function deliveryRecord({ channel, state, attempts, dueAt, endedAt, lastError }: Delivery) {
  return {
    channel,
    state,
    attempts,
    nextTry: state === 'waiting' ? istText(dueAt) : null,
    endedAt: endedAt === undefined ? null : istText(endedAt),
    error: lastError ?? null,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { state, limit }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const messages = await store.notifications.newest(limit, state);
  const deliveries = await store.notificationDeliveries.of(messages.map(({ id }) => id));
  const rows = messages.map((message) => ({
    id: message.id,
    at: istText(message.at),
    state: message.state,
    priority: message.priority,
    topic: message.topic,
    title: message.title,
    body: message.body,
    facts: Object.fromEntries(message.facts),
    key: message.dedupeKey,
    channels: message.channels ?? null,
    runId: message.runId ?? null,
    deliveries: deliveries
      .filter(({ notificationId }) => notificationId === message.id)
      .map(deliveryRecord),
  }));
  return {
    text: tableText(
      [
        { head: 'id', cell: (row) => String(row.id), right: true },
        { head: 'time (IST)', cell: (row) => row.at.slice(0, 16).replace('T', ' ') },
        { head: 'state', cell: (row) => row.state },
        {
          head: 'ways',
          cell: (row) =>
            row.deliveries.map(({ channel, state: how }) => `${channel} ${how}`).join(', '),
        },
        { head: 'title', cell: (row) => row.title },
      ],
      rows,
      'the outbox is empty',
    ),
    json: rows,
  };
}
