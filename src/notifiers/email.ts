import { createTransport } from 'nodemailer';
import type { Notification } from '../core/notification/notification.ts';
import type { Notifier, Told } from '../ports/notifier.ts';

/** A mail server and an envelope. */
export interface EmailGiven {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  /** Refuse to talk without TLS; switched off, none is tried. */
  readonly requireTls: boolean;
  /** Text of certificates to trust besides those of the system. */
  readonly certificates?: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly dress: (notification: Notification) => {
    readonly subject: string;
    readonly text: string;
    readonly html: string;
  };
  /** Letters and digits that are always the same for a key: for the Message-ID. */
  readonly nameOf: (dedupeKey: string) => string;
  readonly timeoutMs: number;
}

/** Port of TLS from the first byte on (RFC 8314). */
const SUBMISSIONS = 465;

function detail(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

/** What a mail server's or the connection's complaint means for the message. */
function toldBy(error: unknown): Told {
  const [code, status] = [detail(error, 'code'), detail(error, 'responseCode')];
  const message = error instanceof Error ? error.message : String(error);
  const reason = `mail: ${message}${typeof code === 'string' ? ` (${code})` : ''}`;
  // 5xx for this envelope or body stays so; a refused login or a missing TLS is put right by somebody.
  const lasting = code === 'EENVELOPE' || code === 'EMESSAGE';
  const refused = lasting && typeof status === 'number' && status >= 500;
  return { kind: refused ? 'refused' : 'later', reason };
}

/**
 * Mail over SMTP: STARTTLS, or TLS from the start on port 465. The Message-ID follows from the
 * message's key, so that a mailbox can tell a repeated one.
 *
 * @see RFC 3207, RFC 8314
 */
export function createEmail(given: EmailGiven): Notifier {
  const { host, port, user, password, requireTls, certificates, from, to, dress } = given;
  const secure = requireTls && port === SUBMISSIONS;
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'paperjobs.invalid';
  return {
    channel: 'email',
    windows: [
      { seconds: 60, requests: 30 },
      { seconds: 3600, requests: 200 },
    ],
    tell: async (notification, signal) => {
      signal.throwIfAborted();
      const { timeoutMs } = given;
      const transport = createTransport({
        host,
        port,
        secure,
        requireTLS: requireTls && !secure,
        ignoreTLS: !requireTls,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        dnsTimeout: timeoutMs,
        ...(certificates === undefined ? {} : { tls: { ca: certificates } }),
        ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
        // Neither files nor addresses are ever fetched for a mail.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
      try {
        const info = await Promise.race([
          transport.sendMail({
            from,
            to: [...to],
            ...dress(notification),
            messageId: `<${given.nameOf(notification.dedupeKey)}@${domain}>`,
            headers: { 'Auto-Submitted': 'auto-generated' },
            ...(notification.priority === 'urgent' ? { priority: 'high' as const } : {}),
          }),
          aborted,
        ]);
        // One recipient that took it is enough: sending again would tell that one twice.
        const missed = info.rejected.map(String);
        if (missed.length === 0) return { kind: 'sent' };
        return { kind: 'sent', note: `mail: not taken for ${missed.join(', ')}` };
      } catch (error) {
        signal.throwIfAborted();
        return toldBy(error);
      } finally {
        transport.close();
      }
    },
  };
}
