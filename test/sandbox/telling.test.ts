import { describe, expect, it, onTestFinished } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import { parseFaults } from '../../src/sandbox/faults.ts';
import { SANDBOX_PING_KEY } from '../../src/sandbox/healthchecks.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { SANDBOX_BOT_TOKEN, SANDBOX_CHAT } from '../../src/sandbox/telegram.ts';

async function telling(faults = '') {
  const now = (): ReturnType<typeof instant> => instant(Date.UTC(2026, 5, 12, 10) / 1000);
  const sandbox = await startSandbox({ seed: 1, now, faults: parseFaults(faults) });
  onTestFinished(() => sandbox.close());
  const post = async (path: string, body: string) => {
    const answer = await fetch(`${sandbox.origin}${path}`, { method: 'POST', body });
    return { status: answer.status, text: await answer.text() };
  };
  const send = async (message: object, token = SANDBOX_BOT_TOKEN) => {
    const { status, text } = await post(`/bot${token}/sendMessage`, JSON.stringify(message));
    return { status, ...(JSON.parse(text) as { ok: boolean; description?: string }) };
  };
  return { sandbox, post, send };
}

const html = (text: string): object => ({ chat_id: SANDBOX_CHAT, text, parse_mode: 'HTML' });

describe('its Telegram', () => {
  it('takes a message as the original does, and remembers it', async () => {
    const { sandbox, send } = await telling();
    expect(await send(html('<b>a</b> &amp; b'))).toMatchObject({ status: 200, ok: true });
    expect(sandbox.requests()[0]).toMatchObject({ method: 'POST', status: 200 });
    expect(sandbox.requests()[0]?.body).toContain('&amp; b');
  });

  it.each([
    ['<b>open', "can't parse entities"],
    ['<b>crossed</i>', "can't parse entities"],
    ['a & b', "can't parse entities"],
    ['<script>', "can't parse entities"],
    [' ', 'message text is empty'],
    ['x'.repeat(4097), 'message is too long'],
  ])('refuses %.20s', async (text, reason) => {
    const { send } = await telling();
    const { status, description } = await send(html(text));
    expect([status, description]).toEqual([400, `Bad Request: ${reason}`]);
  });

  it('counts what is seen, not the markup', async () => {
    const { send } = await telling();
    expect((await send(html(`<b>${'&lt;'.repeat(4096)}</b>`))).ok).toBe(true);
  });

  it('knows one bot and one chat, and asks for patience when struck', async () => {
    const { send } = await telling('429*1:telegram');
    expect(await send(html('a'))).toMatchObject({ status: 429, parameters: { retry_after: 1 } });
    expect(await send(html('a'), 'other')).toMatchObject({ status: 401 });
    expect(await send({ chat_id: '9', text: 'a' })).toMatchObject({
      description: 'Bad Request: chat not found',
    });
  });
});

describe('its monitor', () => {
  const run = '00000000-0000-4000-8000-000000000001';

  it.each([
    [`/${SANDBOX_PING_KEY}/paperjobs-eod/start?rid=${run}`, 200, 'OK'],
    [`/${SANDBOX_PING_KEY}/paperjobs-eod/75`, 200, 'OK'],
    [`/${SANDBOX_PING_KEY}/paperjobs-eod?rid=odd`, 400, 'invalid uuid format'],
    [`/${SANDBOX_PING_KEY}/other`, 404, 'not found'],
    [`/${run}`, 200, 'OK (not found)'],
  ])('answers %s', async (path, status, text) => {
    const { post } = await telling();
    expect(await post(path, 'body')).toEqual({ status, text });
  });
});
