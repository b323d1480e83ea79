import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { Notification } from '../../core/notification/notification.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { Notifier, Told } from '../../ports/notifier.ts';
import { tableText } from '../../render/table.ts';
import type { options } from './command.ts';

interface TriedChannel {
  readonly channel: string;
  readonly outcome: Told['kind'] | 'off';
  readonly reason: string | null;
}

/** Longer than a way out takes that works. */
const LIMIT_MS = 15_000;

async function tried(
  { signal, redact }: CommandContext,
  notifier: Notifier,
  message: Notification,
): Promise<TriedChannel> {
  const { channel } = notifier;
  const clock = AbortSignal.timeout(LIMIT_MS);
  try {
    const told = await notifier.tell(message, AbortSignal.any([signal, clock]));
    return {
      channel,
      outcome: told.kind,
      reason: told.kind === 'sent' ? null : redact(told.reason),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!clock.aborted) throw error;
    return { channel, outcome: 'later', reason: `no answer within ${LIMIT_MS} ms` };
  }
}

const WORDS: Readonly<Record<TriedChannel['outcome'], string>> = {
  off: 'switched off',
  sent: 'sent',
  later: 'not sent',
  refused: 'refused',
};

/** A way that was asked for by name and cannot be tried. */
function offRow(channel: string): TriedChannel {
  const setting = channel === 'command' ? 'notify.command' : `${channel}.enabled`;
  return { channel, outcome: 'off', reason: `set ${setting}` };
}

/** Sends at once, past the outbox and its rate caps. The answer is no where a way did not take it. */
export async function run(
  ctx: CommandContext,
  { channel: asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const all = await ctx.notifiers();
  const notifiers = all.filter(({ channel }) => asked === undefined || asked.includes(channel));
  if (notifiers.length === 0) {
    throw new Failure(
      'config',
      `expected a way out that is switched on${asked ? ` among ${asked.join(', ')}` : ''}, found ${all.length === 0 ? 'none' : 'only others'}: set email.enabled, telegram.enabled, ntfy.enabled, webhook.enabled or notify.command`,
    );
  }
  const at = ctx.wall.now();
  const message: Notification = {
    id: 0,
    topic: 'test',
    dedupeKey: `test:${at}`,
    priority: 'normal',
    title: 'A test of paperjobs',
    body: 'If you can read this, this way of telling you something works.',
    facts: [['Sent', istText(at)]],
    at,
    state: 'queued',
  };
  const on = await Promise.all(notifiers.map((notifier) => tried(ctx, notifier, message)));
  const off = (asked ?? []).filter((name) => all.every(({ channel }) => channel !== name));
  const rows = [...on, ...off.map((name) => offRow(name))];
  return {
    text: tableText(
      [
        { head: 'channel', cell: (row) => row.channel },
        { head: 'outcome', cell: (row) => WORDS[row.outcome] },
        { head: 'why', cell: (row) => row.reason ?? '' },
      ],
      rows,
      'no channel',
    ),
    json: rows,
    no: rows.some(({ outcome }) => outcome !== 'sent'),
  };
}
