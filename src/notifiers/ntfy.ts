import type { Notification } from '../core/notification/notification.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Post } from '../ports/post.ts';
import { toldBy } from './answered.ts';

/** What ntfy needs. */
export interface NtfyGiven {
  readonly post: Post;
  /** Without a slash at the end. */
  readonly origin: string;
  /** Absent: the topic may be written by anybody. */
  readonly token?: string;
  readonly dress: (notification: Notification) => string;
}

/**
 * ntfy, hosted or one's own.
 *
 * @see https://docs.ntfy.sh/publish/#limitations (seen 2026-11-26): sixty at once, then one in five seconds
 */
export function createNtfy({ post, origin, token, dress }: NtfyGiven): Notifier {
  return {
    channel: 'ntfy',
    windows: [
      { seconds: 5, requests: 5 },
      { seconds: 300, requests: 60 },
    ],
    tell: async (notification, signal) => {
      const headers = {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const answer = await post({ url: `${origin}/`, headers, body: dress(notification) }, signal);
      return toldBy(answer, 'ntfy');
    },
  };
}
