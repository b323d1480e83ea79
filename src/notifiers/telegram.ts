import type { Notification } from '../core/notification/notification.ts';
import type { Notifier, Told } from '../ports/notifier.ts';
import type { Post, PostAnswer } from '../ports/post.ts';
import { said } from './answered.ts';

/** What Telegram needs. */
export interface TelegramGiven {
  readonly post: Post;
  /** Without a slash at the end. */
  readonly origin: string;
  /** Stands in the address: never written anywhere. */
  readonly token: string;
  readonly chatId: string;
  readonly dress: (notification: Notification) => string;
}

/** The members of an answer that are in use. */
interface Reply {
  readonly ok: boolean;
  readonly description: string;
  readonly retryAfter?: number;
  readonly newChatId?: string;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function replyOf(answer: PostAnswer): Reply | undefined {
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch {
    return undefined;
  }
  const ok = member(value, 'ok');
  if (typeof ok !== 'boolean') return undefined;
  const parameters = member(value, 'parameters');
  const [wait, moved] = [
    member(parameters, 'retry_after'),
    member(parameters, 'migrate_to_chat_id'),
  ];
  const description = member(value, 'description');
  const words = typeof description === 'string' ? description : '';
  const inWords = /retry after (\d+)/i.exec(words)?.[1];
  const seconds = typeof wait === 'number' ? wait : inWords && Number(inWords);
  return {
    ok,
    description: words,
    ...(typeof seconds === 'number' ? { retryAfter: seconds } : {}),
    ...(typeof moved === 'number' || typeof moved === 'string' ? { newChatId: String(moved) } : {}),
  };
}

/** A text without markup, for when Telegram cannot read ours. */
function withoutMarkup(html: string): string {
  return html
    .replaceAll(/<\/?b>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/**
 * Telegram's bot interface.
 *
 * @see https://core.telegram.org/bots/api#sendmessage (seen 2026-11-26); about one message a second to
 *   a chat and twenty a minute to a group: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export function createTelegram(given: TelegramGiven): Notifier {
  const { post, origin, token, chatId, dress } = given;

  async function send(
    chat: string,
    text: string,
    mode: { parse_mode?: 'HTML' },
    signal: AbortSignal,
  ): Promise<PostAnswer | { readonly fault: string }> {
    return post(
      {
        url: `${origin}/bot${encodeURIComponent(token).replaceAll('%3A', ':')}/sendMessage`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          chat_id: chat,
          text,
          ...mode,
          link_preview_options: { is_disabled: true },
        }),
      },
      signal,
    );
  }

  async function tell(notification: Notification, signal: AbortSignal): Promise<Told> {
    const html = dress(notification);
    let answer = await send(chatId, html, { parse_mode: 'HTML' }, signal);
    let reply = 'fault' in answer ? undefined : replyOf(answer);
    const moved = reply?.newChatId;
    if (moved !== undefined) {
      answer = await send(moved, html, { parse_mode: 'HTML' }, signal);
      reply = 'fault' in answer ? undefined : replyOf(answer);
    } else if (reply && /can't parse entities/i.test(reply.description)) {
      answer = await send(chatId, withoutMarkup(html), {}, signal);
      reply = 'fault' in answer ? undefined : replyOf(answer);
    }
    if ('fault' in answer) return { kind: 'later', reason: `Telegram: ${answer.fault}` };
    if (!reply) {
      return { kind: 'later', reason: `Telegram answered ${answer.status}: ${said(answer)}` };
    }
    if (reply.ok) return { kind: 'sent' };
    const reason = `Telegram answered ${answer.status}: ${reply.description}`;
    // Its only other reasons for a 400 lie in the settings, which somebody will put right.
    if (answer.status === 400 && !/chat not found|chat_id|PEER/i.test(reason)) {
      return { kind: 'refused', reason };
    }
    const { retryAfter } = reply;
    return {
      kind: 'later',
      reason,
      ...(retryAfter === undefined ? {} : { waitSeconds: retryAfter }),
    };
  }

  return {
    channel: 'telegram',
    windows: [
      { seconds: 1, requests: 1 },
      { seconds: 60, requests: 20 },
    ],
    tell,
  };
}
