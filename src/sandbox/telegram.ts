import { jsonPage } from './answer.ts';
import type { Page, PostRoute } from './answer.ts';

/** The bot and the chat that the built-in exchange knows. */
export const SANDBOX_BOT_TOKEN = '1000001:sandbox';
export const SANDBOX_CHAT = '1001';

/** UTF-16 units of a message, markup not counted. */
const MOST_UNITS = 4096;

function refusal(status: number, description: string, parameters?: object): Page {
  const more = parameters === undefined ? {} : { parameters };
  return jsonPage(status, { ok: false, error_code: status, description, ...more });
}

/** As Telegram refuses who asks too often. */
export function telegramThrottle(): Page {
  return refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
}

/** The text that HTML of the few allowed tags stands for; absent where the markup is broken. */
function readHtml(html: string): string | undefined {
  const open: string[] = [];
  let plain = '';
  for (const [piece] of html.matchAll(/<\/?[a-z]+>|&(?:amp|lt|gt|quot);|[^<&]+|[<&]/g)) {
    if (piece === '<' || piece === '&') return undefined;
    const tag = /^<(\/?)(b|i|u|s|code|pre|blockquote)>$/.exec(piece);
    if (tag?.[1] === '/' && open.pop() !== tag[2]) return undefined;
    if (tag?.[1] === '') open.push(tag[2] ?? '');
    if (piece.startsWith('<') && !tag) return undefined;
    if (piece.startsWith('&')) plain += '.';
    else if (!tag) plain += piece;
  }
  return open.length > 0 ? undefined : plain;
}

function sent(text: string, chat: string): Page {
  const result = { message_id: 1, date: 0, chat: { id: Number(chat), type: 'private' }, text };
  return jsonPage(200, { ok: true, result });
}

function answer(token: string, body: string): Page {
  if (token !== SANDBOX_BOT_TOKEN) return refusal(401, 'Unauthorized');
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch {
    return refusal(400, "Bad Request: can't parse JSON object");
  }
  const text = (name: string): string => {
    const value: unknown = typeof asked === 'object' && asked ? Reflect.get(asked, name) : '';
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  if (text('chat_id') !== SANDBOX_CHAT) return refusal(400, 'Bad Request: chat not found');
  const plain = text('parse_mode') === 'HTML' ? readHtml(text('text')) : text('text');
  if (plain === undefined) return refusal(400, "Bad Request: can't parse entities");
  if (plain.trim() === '') return refusal(400, 'Bad Request: message text is empty');
  if (plain.length > MOST_UNITS) return refusal(400, 'Bad Request: message is too long');
  return sent(plain, SANDBOX_CHAT);
}

/** Telegram's bot interface, as far as messages are sent by it. */
export function telegramRoutes(): PostRoute[] {
  return [
    {
      site: 'telegram',
      path: /^\/bot([^/]+)\/sendMessage$/,
      answer: ([token = ''], { body }) => answer(token, body),
    },
  ];
}
