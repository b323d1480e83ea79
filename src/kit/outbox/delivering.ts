import type { Channel } from '../../core/notification/notification.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { CHANNEL_PREFIX } from '../../ports/request-ledger.ts';
import type { RequestLedger } from '../../ports/request-ledger.ts';
import type { Context } from '../context.ts';

/** What delivering needs. */
export interface Delivering extends Pick<
  Context,
  'store' | 'wall' | 'pacer' | 'random' | 'log' | 'signal'
> {
  /** Those that are switched on. */
  readonly notifiers: readonly Notifier[];
  readonly requests: RequestLedger;
  /** Names this process in claims. */
  readonly claimedBy: string;
  readonly redact: (text: string) => string;
  /** Hours after which a message is given up. */
  readonly keepHours: number;
  /** Longest time of one try, milliseconds. */
  readonly tryMs: number;
}

/** Name under which a channel's rate windows and health are kept. */
export const channelSource = (channel: Channel): string => CHANNEL_PREFIX + channel;
