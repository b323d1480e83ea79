import { createHash } from 'node:crypto';
import { Failure } from '../core/failure.ts';
import type { Channel } from '../core/notification/notification.ts';
import { channelsOn } from '../kit/outbox/channels-on.ts';
import { createCommand } from '../notifiers/command.ts';
import { createNtfy } from '../notifiers/ntfy.ts';
import { createTelegram } from '../notifiers/telegram.ts';
import { createWebhook } from '../notifiers/webhook.ts';
import { files } from '../platform/files.ts';
import { runProgram } from '../platform/run-program.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Post } from '../ports/post.ts';
import { mailText } from '../render/notification/mail.ts';
import { ntfyJson } from '../render/notification/ntfy.ts';
import { telegramHtml } from '../render/notification/telegram.ts';
import { notificationJson, slackJson } from '../render/notification/webhook.ts';
import { SANDBOX_BOT_TOKEN, SANDBOX_CHAT } from '../sandbox/telegram.ts';
import type { Desk } from './desk.ts';

/** Longest time of one try, milliseconds. */
export const TRY_MS = 8000;

/** A setting without which a channel cannot work. */
function needed<Value>(value: Value | undefined, key: string): Value {
  if (value !== undefined) return value;
  throw new Failure('config', `${key}: expected a value, found none: set it, or switch this off`);
}

/** The same name for the same key, and nothing of the key in it. */
const nameOf = (dedupeKey: string): string =>
  createHash('sha256').update(dedupeKey).digest('hex').slice(0, 32);

async function email({ settings, secrets }: Desk): Promise<Notifier> {
  const host = needed(settings['email.smtp_host'], 'email.smtp_host');
  const from = needed(settings['email.from'], 'email.from');
  const to = settings['email.to'];
  if (to.length === 0) throw new Failure('config', 'email.to: expected an address, found none');
  const user = settings['email.smtp_user'];
  const password = await secrets.secret('email.smtp_password');
  const caFile = settings['email.ca_file'];
  const certificates = caFile && needed(await files.read(caFile), 'email.ca_file');
  // Mail is a large part of what the notifiers load.
  const { createEmail } = await import('../notifiers/email.ts');
  return createEmail({
    host,
    port: settings['email.smtp_port'],
    requireTls: settings['email.smtp_use_tls'],
    from,
    to,
    dress: mailText,
    nameOf,
    timeoutMs: TRY_MS,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(certificates === undefined ? {} : { certificates }),
  });
}

async function telegram({ settings, secrets, sandbox }: Desk, post: Post): Promise<Notifier> {
  const origin = settings['telegram.base_url'];
  const dress = telegramHtml;
  if (sandbox) {
    return createTelegram({ post, origin, token: SANDBOX_BOT_TOKEN, chatId: SANDBOX_CHAT, dress });
  }
  const chatId = needed(settings['telegram.chat_id'], 'telegram.chat_id');
  const token = needed(await secrets.secret('telegram.bot_token'), 'telegram.bot_token');
  return createTelegram({ post, origin, token, chatId, dress });
}

async function ntfy({ settings, secrets }: Desk, post: Post): Promise<Notifier> {
  const topic = needed(await secrets.secret('ntfy.topic'), 'ntfy.topic');
  const token = await secrets.secret('ntfy.token');
  return createNtfy({
    post,
    origin: settings['ntfy.base_url'],
    dress: (notification) => ntfyJson(notification, topic),
    ...(token === undefined ? {} : { token }),
  });
}

async function webhook({ settings, secrets }: Desk, post: Post): Promise<Notifier> {
  const url = needed(await secrets.secret('webhook.url'), 'webhook.url');
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new Failure(
      'config',
      'webhook.url: expected an http or https address, found another text',
    );
  }
  const token = await secrets.secret('webhook.token');
  return createWebhook({
    post,
    url,
    dress: settings['webhook.format'] === 'slack' ? slackJson : notificationJson,
    ...(token === undefined ? {} : { token }),
  });
}

/** A channel that cannot work as it is set: its messages wait until somebody puts that right. */
const unready = (channel: Channel, reason: string): Notifier => ({
  channel,
  windows: [],
  tell: () => Promise.resolve({ kind: 'later', reason }),
});

/** The ways out that are switched on. */
export async function notifiersOf(desk: Desk, post: Post): Promise<Notifier[]> {
  const makers: Readonly<Record<Channel, () => Promise<Notifier>>> = {
    email: () => email(desk),
    telegram: () => telegram(desk, post),
    ntfy: () => ntfy(desk, post),
    webhook: () => webhook(desk, post),
    command: () => {
      const line = needed(desk.settings['notify.command'], 'notify.command');
      const dress = notificationJson;
      return Promise.resolve(createCommand({ runProgram, line, timeoutMs: TRY_MS, dress }));
    },
  };
  const channels = channelsOn(desk.settings, desk.sandbox !== undefined);
  return Promise.all(
    channels.map((channel) =>
      makers[channel]().catch((error: unknown) => {
        if (error instanceof Failure) return unready(channel, error.message);
        throw error;
      }),
    ),
  );
}
