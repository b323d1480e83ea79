import type { Notification, NotificationPriority } from '../../core/notification/notification.ts';
import { cutLines, cutText, plainText } from './plain.ts';

/** A longer message becomes an attachment. */
const MOST_BYTES = 4096;
const MOST_TITLE_BYTES = 250;

/** ntfy's 1 (least) to 5. */
const LEVELS: Readonly<Record<NotificationPriority, number>> = {
  low: 2,
  normal: 3,
  high: 4,
  urgent: 5,
};

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The JSON form of ntfy, which carries any script; headers would not.
 *
 * @param topic where it goes; on a public server it is the only secret
 * @see https://docs.ntfy.sh/publish/#publish-as-json
 */
export function ntfyJson(notification: Notification, topic: string): string {
  const { title, priority } = notification;
  const text = plainText(notification) || title;
  return JSON.stringify({
    topic,
    title: cutText(title, MOST_TITLE_BYTES, bytes),
    message: cutLines(text.split('\n'), MOST_BYTES, bytes).join('\n'),
    priority: LEVELS[priority],
    tags: [notification.topic],
  });
}
