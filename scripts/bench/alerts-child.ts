import SqliteDatabase from 'better-sqlite3';
import { readRule } from '../../src/core/alerts/rule.ts';
import { printSubject } from '../../src/core/alerts/subject.ts';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { openStore } from '../../src/store/store.ts';

/** Sessions that are kept of each share. */
const SESSIONS = 500;
/** The moment at which rules are looked at: a minute of a session. */
export const ALERTS_NOW = '2026-05-20T11:00';

/** Five kinds of rules, each of another cost: a level, the day, a volume, an average, an oscillator. */
const KINDS: readonly ((price: number) => string)[] = [
  (price) => `close > ${price * 2}`,
  () => 'day_change < -15%',
  () => 'volume > 30 x avg(20)',
  () => 'close > 2 * sma(50)',
  () => 'rsi(14) > 99',
];

/**
 * A desk of shares with closed bars, fresh quotes and a rule of each kind, of which none is true: what
 * a minute costs when nothing happens.
 */
export async function alertsDesk(path: string, rules: number): Promise<Record<string, number>> {
  await (await openStore(path)).close();
  const raw = new SqliteDatabase(path);
  raw.pragma('synchronous = OFF');
  const now = readInstant(ALERTS_NOW);
  const sessions = calendarOf('XNSE')
    .sessions(sessionDate('2023-01-01'), sessionDate('2026-05-19'))
    .slice(-SESSIONS)
    .map(({ session }) => session);
  const instrument = raw.prepare(
    "INSERT INTO instruments (instrument_id, name, kind, first_seen_at) VALUES (?, ?, 'share', 0)",
  );
  const listing = raw.prepare(
    "INSERT INTO listings (listing_id, instrument_id, exchange, series) VALUES (?, ?, 'XNSE', 'EQ')",
  );
  const symbol = raw.prepare(
    "INSERT INTO instrument_symbols (exchange, symbol, valid_from, instrument_id, series) VALUES ('XNSE', ?, '1900-01-01', ?, 'EQ')",
  );
  const candle = raw.prepare('INSERT INTO candles_1d VALUES (?, ?, 0, ?, ?, ?, ?, ?, 0)');
  const quote = raw.prepare(
    'INSERT INTO quotes (listing_id, last_paise, quoted_at, fetched_at, source, volume, open_paise) VALUES (?, ?, ?, ?, 1, ?, ?)',
  );
  const rule = raw.prepare(
    `INSERT INTO alert_rules (rule_id, subject, condition, interval, once, cooldown_seconds, priority,
       levels_on, created_at) VALUES (?, ?, ?, ?, 0, 0, 'normal', '2026-05-19', 0)`,
  );
  raw.exec('BEGIN');
  let prices = 0;
  for (let id = 1; id <= rules / KINDS.length; id++) {
    const name = `MADE${id}`;
    instrument.run(id, name);
    listing.run(id, id);
    symbol.run(name, id);
    let price = 10_000 + id * 37;
    for (const [at, session] of sessions.entries()) {
      price += ((id * 31 + at * 7919) % 201) - 100;
      candle.run(id, session, price, price + 60, price - 60, price + 10, 1000 + (at % 50));
      prices++;
    }
    quote.run(id, price, now - 20, now - 20, 900, price);
  }
  for (let id = 1; id <= rules; id++) {
    const kind = KINDS[(id - 1) % KINDS.length] ?? KINDS[0];
    const share = Math.floor((id - 1) / KINDS.length) + 1;
    const terms = readRule(`MADE${share} ${kind?.(100 + id) ?? ''}`);
    rule.run(id, printSubject(terms.subject), terms.condition, terms.interval ?? null);
  }
  raw.exec('COMMIT');
  raw.close();
  return { rules, prices };
}
