import { expect, test } from 'vitest';
import { SETTINGS } from '../../src/config/settings.ts';
import { settingsTable } from '../../src/config/settings-table.ts';

const lines = settingsTable().trimEnd().split('\n');

test('has a row for every setting, in order, with four cells each', () => {
  expect(lines.slice(2).map((line) => /^\| `([^`]+)` \|/.exec(line)?.[1])).toEqual(
    SETTINGS.map(({ key }) => key),
  );
  expect(new Set(lines.map((line) => line.split(/(?<!\\)\|/).length))).toEqual(new Set([6]));
});

test.each([
  '| Setting | Environment | Default | Meaning |',
  '| `data_dir` | `PAPERJOBS_DATA_DIR` | `~/.local/share/paperjobs` (by XDG) | Folder of the database, locks and reports. |',
  '| `base_url` | `PAPERJOBS_BASE_URL` |  | One origin that every source is asked at, for a mirror or a replay. |',
  '| `market_sync.intervals` | `PAPERJOBS_MARKET_SYNC_INTERVALS` | `1m, 5m, 15m, 1d` | Lengths of the candles that are kept. |',
  '| `email.to` | `PAPERJOBS_EMAIL_TO`, `EMAIL_TO` | none | Addresses that mails go to. (mail notifier) |',
  '| `email.smtp_use_tls` | `PAPERJOBS_EMAIL_SMTP_USE_TLS`, `SMTP_USE_TLS` | `true` | Refuse to talk to the mail server without TLS. (mail notifier) |',
])('has the line %s', (line) => {
  expect(lines).toContain(line);
});
