import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { EVENING } from '../support/made-up-market.ts';
import { jsonOf, newDesk, run } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const SECRET = 'tok-5e9c1f-never-to-be-seen';
const FOREVER = 4_102_444_800;

/** A token that tells when it ends, signed by nobody. */
function tokenUntil(seconds: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ sub: 'KITE', exp: seconds })}.${SECRET}`;
}

/** Files below a folder whose bytes hold the text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

const credentialOf = (desk: Desk): string => join(desk.dataDir, 'credentials', 'upstox-token');

describe('auth upstox', () => {
  it('stores a token that is taken for good, for its owner only, and never prints it', async () => {
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    const token = tokenUntil(FOREVER);
    exchange.acceptToken(token);
    const said = await run(desk, ['auth', 'upstox', '--json'], { stdin: `${token}\n` });
    expect(said.status, said.stderr).toBe(0);
    expect(jsonOf(said)).toMatchObject({ checked: true, validUntil: '2100-01-01T05:30:00+05:30' });
    expect(readFileSync(credentialOf(desk), 'utf8')).toBe(`${token}\n`);
    expect(statSync(credentialOf(desk)).mode & 0o777).toBe(0o600);
    const shown = await run(desk, ['config', 'show', '--origin']);
    expect(shown.stdout).toMatch(/sources\.upstox\.token +set /);
    expect(`${said.stdout}${said.stderr}${shown.stdout}${shown.stderr}`).not.toContain(SECRET);
    expect(filesWith(desk.home, SECRET)).toEqual([credentialOf(desk)]);
  });

  it.each([
    ['one that is refused', tokenUntil(FOREVER), 77, 'auth'],
    ['one that has ended', tokenUntil(1_700_000_000), 77, 'auth'],
    ['none', '', 64, 'usage'],
    ['several words', `Bearer ${SECRET}`, 64, 'usage'],
  ])('does not store %s', async (_, token, status, outcome) => {
    const exchange = await loopbackExchange();
    const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin });
    exchange.acceptToken(status === 77 && token === tokenUntil(1_700_000_000) ? token : 'another');
    const said = await run(desk, ['auth', 'upstox', '--json'], { stdin: token });
    expect(said.status, said.stderr).toBe(status);
    expect(jsonOf(said)).toMatchObject({ outcome, exitCode: status });
    expect(`${said.stdout}${said.stderr}`).not.toContain(SECRET);
    expect(filesWith(desk.home, SECRET)).toEqual([]);
  });

  it('shows nothing of a token that a failing server throws back', async () => {
    const exchange = await loopbackExchange();
    const env = { PAPERJOBS_BASE_URL: exchange.origin, PAPERJOBS_HTTP_RETRIES: '0' };
    for (const status of [200, 401, 403, 418, 500]) {
      exchange.strike({ kind: 'echo', status });
      const desk = newDesk(env);
      const said = await run(desk, ['auth', 'upstox', '-v', '--json'], {
        stdin: tokenUntil(FOREVER),
      });
      expect(said.status, `${status}: ${said.stderr}`).toBeGreaterThan(3);
      expect(exchange.requests().length, 'the token was sent').toBeGreaterThan(0);
      expect(`${said.stdout}${said.stderr}`, String(status)).not.toContain(SECRET);
      expect(filesWith(desk.home, SECRET), String(status)).toEqual([]);
    }
  });
});

describe('a secret of the surroundings', () => {
  it('is nowhere after a run in which everything fails with it in the answer', async () => {
    const exchange = await loopbackExchange();
    const page = Buffer.from(`<html><title>${SECRET}</title><p>token=${SECRET}</p></html>`);
    for (const status of [200, 403, 500]) {
      const body = { status, contentType: 'text/html', bytes: page };
      exchange.strike({ kind: 'answer', body });
      const desk = newDesk({
        PAPERJOBS_BASE_URL: exchange.origin,
        PAPERJOBS_HTTP_RETRIES: '0',
        UPSTOX_ACCESS_TOKEN: SECRET,
        SMTP_PASSWORD: `${SECRET}-mail`,
      });
      const asked = ['market-sync', '-v', '--symbols', `TEAPOT&CO,${SECRET}`, '--interval', '1d'];
      const said = await run(desk, [
        ...asked,
        '--as-of',
        EVENING,
        '--from',
        '2026-05-19',
        '--json',
      ]);
      expect(said.status, said.stderr).toBeGreaterThan(3);
      expect(`${said.stdout}${said.stderr}`, String(status)).not.toContain(SECRET);
      expect(filesWith(desk.home, SECRET), `${status}: database and kept bodies`).toEqual([]);
    }
  });
});

describe('secrets of every way out', () => {
  it('are nowhere when each way throws them back', async () => {
    const exchange = await loopbackExchange();
    const { origin } = exchange;
    const secrets = {
      UPSTOX_ACCESS_TOKEN: `${SECRET}-upstox`,
      NEWSAPI_KEY: `${SECRET}-newsapi`,
      TELEGRAM_BOT_TOKEN: `123456:${SECRET}-telegram`,
      PAPERJOBS_NTFY_TOKEN: `${SECRET}-ntfy`,
      PAPERJOBS_WEBHOOK_TOKEN: `${SECRET}-webhook`,
      PAPERJOBS_PINGS_KEY: `${SECRET}-pings`,
      PAPERJOBS_SERVE_TOKEN: `${SECRET}-serve-with-more-than-thirty-two-characters`,
      SMTP_PASSWORD: `${SECRET}-mail`,
    };
    for (const status of [200, 401, 500]) {
      exchange.strike({ kind: 'echo', status });
      const desk = newDesk({
        ...secrets,
        PAPERJOBS_BASE_URL: origin,
        PAPERJOBS_HTTP_RETRIES: '0',
        TELEGRAM_ENABLED: 'true',
        TELEGRAM_CHAT_ID: '-100',
        PAPERJOBS_TELEGRAM_BASE_URL: origin,
        PAPERJOBS_NTFY_ENABLED: 'true',
        PAPERJOBS_NTFY_TOPIC: 'desk',
        PAPERJOBS_NTFY_BASE_URL: origin,
        PAPERJOBS_WEBHOOK_ENABLED: 'true',
        PAPERJOBS_WEBHOOK_URL: `${origin}/hook`,
        PAPERJOBS_PINGS_ENABLED: 'true',
        PAPERJOBS_PINGS_BASE_URL: origin,
      });
      const seen = exchange.requests().length;
      for (const words of [
        ['news', '-v', '--json'],
        ['market-sync', '-v', '--symbols', 'TEAPOT&CO', '--interval', '1d'],
        ['notify', 'test'],
        ['notify', 'list', '--json'],
        ['config', 'show', '--origin'],
        ['doctor'],
        ['status', '--json'],
        ['logs', 'news'],
        ['history', '--json'],
        ['metrics'],
        ['backup'],
      ]) {
        const said = await run(desk, words);
        expect(`${said.stdout}${said.stderr}`, `${status}: ${words.join(' ')}`).not.toContain(
          SECRET,
        );
      }
      const asked = exchange.requests().slice(seen);
      for (const way of [/^\/bot123456:/, /^\/hook/, /pings\/paperjobs-/]) {
        expect(
          asked.some(({ path }) => way.test(path)),
          String(way),
        ).toBe(true);
      }
      expect(filesWith(desk.home, SECRET), `${status}: database, backups, kept bodies`).toEqual([]);
    }
  }, 120_000);
});
