import type { Notification } from '../../core/notification/notification.ts';
import { escapeHtml } from './escape-html.ts';
import { cutLines, cutText, plainText } from './plain.ts';

/** Telegram counts UTF-16 units of the text that remains once markup is read: 1 to 4096. */
const MOST_UNITS = 4096;
/** Of the title, so that something of the body stays. */
const MOST_TITLE_UNITS = 512;

const units = (text: string): number => text.length;

/**
 * A message in Telegram's HTML: the title bold, and no other markup, so that no cut can leave a tag
 * open.
 *
 * @see https://core.telegram.org/bots/api#html-style
 */
export function telegramHtml(notification: Notification): string {
  const title = cutText(notification.title, MOST_TITLE_UNITS, units);
  const room = MOST_UNITS - title.length - 1;
  const lines = cutLines(plainText(notification).split('\n'), room, units);
  return `<b>${escapeHtml(title)}</b>\n${escapeHtml(lines.join('\n'))}`.trimEnd();
}
