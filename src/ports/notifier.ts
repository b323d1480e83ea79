import type { Channel, Notification } from '../core/notification/notification.ts';
import type { RateWindow } from './http.ts';

/**
 * How a channel took a message. `sent`, with a note where not everybody got it; `later`: it did not, and may take it yet; `refused`: it never will,
 * while others may go through. A wrong credential is `later`: somebody will put it right.
 */
export type Told =
  | { readonly kind: 'sent'; readonly note?: string }
  | { readonly kind: 'later'; readonly reason: string; readonly waitSeconds?: number }
  | { readonly kind: 'refused'; readonly reason: string };

/** A way out of the program. Tries once; waiting, repeating and remembering are its caller's. */
export interface Notifier {
  readonly channel: Channel;
  /** Messages that it takes within a span of time. */
  readonly windows: readonly RateWindow[];
  /** @throws the signal's reason when it aborts */
  tell(notification: Notification, signal: AbortSignal): Promise<Told>;
}
