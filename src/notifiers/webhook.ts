import type { Notification } from '../core/notification/notification.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Post } from '../ports/post.ts';
import { toldBy } from './answered.ts';

/** What a webhook needs. */
export interface WebhookGiven {
  readonly post: Post;
  /** Often holds a secret of its own: never written anywhere. */
  readonly url: string;
  readonly token?: string;
  readonly dress: (notification: Notification) => string;
}

/** Any address that takes JSON. The message's key goes along, so that a repeated one can be told. */
export function createWebhook({ post, url, token, dress }: WebhookGiven): Notifier {
  return {
    channel: 'webhook',
    windows: [
      { seconds: 1, requests: 1 },
      { seconds: 60, requests: 30 },
    ],
    tell: async (notification, signal) => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': encodeURIComponent(notification.dedupeKey),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      return toldBy(await post({ url, headers, body: dress(notification) }, signal), 'the webhook');
    },
  };
}
