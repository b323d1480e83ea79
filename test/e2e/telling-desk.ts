import { newDesk } from '../support/program.ts';
import type { Desk } from '../support/program.ts';
import type { ToldSink } from '../support/told-sink.ts';

export const TOKEN = '12345:t0ken-of-the-bot';

/** A desk whose only source is not there and that tells by Telegram. */
export function deskTelling(sink: ToldSink, more: Readonly<Record<string, string>> = {}): Desk {
  return newDesk({
    PAPERJOBS_BASE_URL: 'http://127.0.0.1:9',
    PAPERJOBS_HTTP_RETRIES: '0',
    TELEGRAM_ENABLED: 'true',
    TELEGRAM_CHAT_ID: '77',
    TELEGRAM_BOT_TOKEN: TOKEN,
    PAPERJOBS_TELEGRAM_BASE_URL: sink.origin,
    PAPERJOBS_NOTIFY_DIGEST: 'false',
    ...more,
  });
}

/** A run that fails for good: a damaged place for its backups. */
export const FAILING = ['backup', '--json'];
export const failingEnv = { PAPERJOBS_BACKUP_FOLDER: '/dev/null/backups' };

export const texts = (sink: ToldSink): string[] =>
  sink.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text);

export const ok = (): { status: number; body: string } => ({ status: 200, body: '{"ok":true}' });
export const broken = (): { status: number; body: string } => ({
  status: 502,
  body: 'bad gateway',
});
