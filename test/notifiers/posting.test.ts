import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '../../src/core/notification/notification.ts';
import { createHealthchecks } from '../../src/notifiers/healthchecks.ts';
import { createNtfy } from '../../src/notifiers/ntfy.ts';
import { createTelegram } from '../../src/notifiers/telegram.ts';
import { createWebhook } from '../../src/notifiers/webhook.ts';
import { createPosting } from '../../src/platform/post.ts';
import { toldSink } from '../support/told-sink.ts';
import type { ToldSink } from '../support/told-sink.ts';
import { NOW } from '../support/opened-store.ts';

const message: Notification = {
  id: 1,
  topic: 'test',
  dedupeKey: 'test:₹1',
  priority: 'normal',
  title: 'A title',
  body: 'A body',
  facts: [],
  at: NOW,
  state: 'queued',
};
const TOKEN = '12345:t0ken_of-a.bot';
const posting = createPosting();
const { post } = posting;
const soon = (): AbortSignal => AbortSignal.timeout(5000);
let sink: ToldSink;

beforeAll(async () => {
  sink = await toldSink();
});
beforeEach(() => void sink.requests.splice(0));
afterAll(() => posting.close());

const telegram = (dress = (): string => '<b>A title</b>\nA body') =>
  createTelegram({ post, origin: sink.origin, token: TOKEN, chatId: '77', dress });

const json = (status: number, value: object) => ({ status, body: JSON.stringify(value) });

describe('Telegram', () => {
  it('gets HTML without previews', async () => {
    sink.answer(() => json(200, { ok: true, result: { message_id: 1 } }));
    expect(await telegram().tell(message, soon())).toEqual({ kind: 'sent' });
    expect(sink.requests[0]).toMatchObject({ method: 'POST', path: `/bot${TOKEN}/sendMessage` });
    expect(JSON.parse(sink.requests[0]?.body ?? '')).toEqual({
      chat_id: '77',
      text: '<b>A title</b>\nA body',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  it('is left alone for as long as it asks, in parameters or in words', async () => {
    const slow = { ok: false, error_code: 429, description: 'Too Many Requests: retry after 31' };
    sink.answer(() => json(429, { ...slow, parameters: { retry_after: 17 } }));
    expect(await telegram().tell(message, soon())).toMatchObject({
      kind: 'later',
      waitSeconds: 17,
    });
    sink.answer(() => json(429, slow));
    expect(await telegram().tell(message, soon())).toMatchObject({
      kind: 'later',
      waitSeconds: 31,
    });
  });

  it('gets plain text where it cannot read the markup', async () => {
    sink.answer(({ body }) =>
      body.includes('parse_mode')
        ? json(400, { ok: false, description: "Bad Request: can't parse entities: tag" })
        : json(200, { ok: true }),
    );
    expect(await telegram(() => '<b>a &amp; b</b>').tell(message, soon())).toEqual({
      kind: 'sent',
    });
    expect(JSON.parse(sink.requests[1]?.body ?? '')).toMatchObject({ text: 'a & b' });
  });

  it('a group that became a larger one is followed', async () => {
    sink.answer(({ body }) =>
      body.includes('"77"')
        ? json(400, {
            ok: false,
            description: 'upgraded',
            parameters: { migrate_to_chat_id: -1001 },
          })
        : json(200, { ok: true }),
    );
    expect(await telegram().tell(message, soon())).toEqual({ kind: 'sent' });
    expect(JSON.parse(sink.requests[1]?.body ?? '')).toMatchObject({ chat_id: '-1001' });
  });

  it.each([
    [401, 'Unauthorized', 'later'],
    [403, 'Forbidden: bot was blocked by the user', 'later'],
    [400, 'Bad Request: chat not found', 'later'],
    [400, 'Bad Request: message is too long', 'refused'],
  ])('%i %s is taken as %s', async (status, description, kind) => {
    sink.answer(() => json(status, { ok: false, description }));
    expect(await telegram().tell(message, soon())).toMatchObject({ kind });
  });

  it('whatever it answers, the token stands in no reason', async () => {
    for (const answer of ['drop', { status: 502, body: '<html>bad gateway' }] as const) {
      sink.answer(() => answer);
      const told = await telegram().tell(message, soon());
      expect(told.kind).toBe('later');
      expect(JSON.stringify(told)).not.toContain('t0ken');
    }
  });

  it('one that does not answer is cut off', async () => {
    sink.answer(() => 'hang');
    await expect(telegram().tell(message, AbortSignal.timeout(50))).rejects.toThrow();
  });
});

describe('ntfy and webhooks', () => {
  it('get JSON, their token, and a webhook the key of the message', async () => {
    sink.answer(() => ({ status: 200, body: '{}' }));
    const { origin } = sink;
    const dress = (): string => '{"message":"₹"}';
    const ntfy = createNtfy({ post, origin, token: 'tk', dress });
    const webhook = createWebhook({ post, url: `${origin}/hook?x=1`, token: 'wt', dress });
    expect(await ntfy.tell(message, soon())).toEqual({ kind: 'sent' });
    expect(await webhook.tell(message, soon())).toEqual({ kind: 'sent' });
    expect(sink.requests).toMatchObject([
      { path: '/', headers: { authorization: 'Bearer tk' }, body: dress() },
      {
        path: '/hook?x=1',
        headers: { authorization: 'Bearer wt', 'idempotency-key': 'test%3A%E2%82%B91' },
      },
    ]);
  });

  it.each([
    [
      { status: 429, headers: { 'retry-after': '9' } },
      { kind: 'later', waitSeconds: 9 },
    ],
    [{ status: 500, body: 'oops' }, { kind: 'later' }],
    [{ status: 401 }, { kind: 'later' }],
    [{ status: 301, headers: { location: 'http://elsewhere.invalid/' } }, { kind: 'later' }],
    [{ status: 413 }, { kind: 'refused' }],
    ['drop', { kind: 'later' }],
  ] as const)('an answer %j is taken as %j', async (answer, told) => {
    sink.answer(() => answer);
    const webhook = createWebhook({ post, url: sink.origin, dress: () => '{}' });
    expect(await webhook.tell(message, soon())).toMatchObject(told);
  });

  it('a server that is not there is for later', async () => {
    const gone = await toldSink();
    await gone.close();
    const webhook = createWebhook({ post, url: gone.origin, dress: () => '{}' });
    expect(await webhook.tell(message, soon())).toMatchObject({
      kind: 'later',
      reason: 'the webhook: the connection was refused (ECONNREFUSED)',
    });
  });
});

describe('a monitor', () => {
  const RUN = '00000000-0000-4000-8000-000000000001';
  const checks = (create = false) =>
    createHealthchecks({ post, origin: sink.origin, key: 'k3y', slug: 'paperjobs-eod', create });

  it('hears start and end of one run', async () => {
    sink.answer(() => ({ status: 200, body: 'OK' }));
    const own = checks();
    expect(await own.start(RUN, soon())).toEqual({});
    expect(await own.end('success', RUN, 'all is well', soon())).toEqual({});
    expect(await own.end('log', RUN, '', soon())).toEqual({});
    expect(await own.end({ exitCode: 69 }, undefined, '', soon())).toEqual({});
    expect(await checks(true).start(RUN, soon())).toEqual({});
    expect(sink.requests.map(({ path }) => path)).toEqual([
      `/k3y/paperjobs-eod/start?rid=${RUN}`,
      `/k3y/paperjobs-eod?rid=${RUN}`,
      `/k3y/paperjobs-eod/log?rid=${RUN}`,
      '/k3y/paperjobs-eod/69',
      `/k3y/paperjobs-eod/start?rid=${RUN}&create=1`,
    ]);
    expect(sink.requests[1]?.body).toBe('all is well');
  });

  it.each([
    [200, 'OK (not found)'],
    [200, 'OK (rate limited)'],
    [404, 'not found'],
    [503, ''],
  ])('%i "%s" did not count', async (status, body) => {
    sink.answer(() => ({ status, body }));
    const { problem } = await checks().end('success', RUN, '', soon());
    expect(problem).toContain(String(status));
    expect(problem).not.toContain('k3y');
  });
});
