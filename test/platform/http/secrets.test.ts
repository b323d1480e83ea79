import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import type { HttpRequest } from '../../../src/ports/http.ts';
import type { KeptAnswer } from '../../../src/ports/request-ledger.ts';
import { memoryRequestLedger } from '../../support/memory-request-ledger.ts';
import { ask, bench, failureOf, startLoopback, textOf } from './harness.ts';
import type { Reply } from './harness.ts';

const GIVEN = 'given-secret-0001';
const HEADER = 'header-secret-0002';
const QUERY = 'query-secret-0003';

/** A body that gives every secret back, as some error pages do. */
function echo(status: number, contentType: string): Reply {
  return (request, response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(`${request.url ?? ''} ${request.headers.authorization ?? ''} ${GIVEN}`);
  };
}

/** All that a failure says, its causes included. */
function allOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const detail = error instanceof Failure ? JSON.stringify(error.detail) : '';
  return [error.message, error.stack, detail, allOf(error.cause)].join('\n');
}

describe('secrets', () => {
  test.each([
    ['401 in JSON', echo(401, 'application/json'), 'auth'],
    ['403 as text', echo(403, 'text/plain'), 'blocked'],
    ['429', echo(429, 'text/plain'), 'not-yet'],
    ['500', echo(500, 'text/plain'), 'not-yet'],
    ['a body of another kind', echo(200, 'text/plain'), 'bad-data'],
    [
      'a redirect',
      (_request, response) => {
        response.writeHead(302, { location: `https://elsewhere.example/?token=${QUERY}` }).end();
      },
      'blocked',
    ],
    ['a reset', (_request, response) => void response.destroy(), 'not-yet'],
  ] satisfies [string, Reply, string][])(
    '%s puts none into the failure, the log or the health of the source',
    async (_name, reply, code) => {
      const server = await startLoopback(reply);
      const { http, log, ledger } = bench({ retries: 0, secrets: [GIVEN] });
      const failure = await failureOf(
        http.get(
          ask(server, `/${GIVEN}/rows?apiKey=${QUERY}&symbol=ABC`, {
            secretHeaders: { authorization: `Bearer ${HEADER}` },
          }),
        ),
      );
      expect(failure.code).toBe(code);
      expect(failure.message).toContain('symbol=ABC');
      const everything = [
        allOf(failure),
        JSON.stringify(log),
        JSON.stringify(await ledger.health('nse')),
      ].join('\n');
      for (const secret of [GIVEN, HEADER]) expect(everything).not.toContain(secret);
      expect(failure.message).toContain('apiKey=•••');
    },
  );

  test('a body of a source that repeats them holds none, however they are spelled', async () => {
    const secret = 'key+with/odd "signs" 9f8e';
    const spellings = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret),
      Buffer.from(secret).toString('base64'),
    ];
    const reply = { status: 400, body: spellings.join('\n') };
    const server = await startLoopback(reply, reply);
    const { http } = bench();
    const get = async (more: Partial<HttpRequest>): Promise<string> =>
      textOf(await http.get(ask(server, '/', { secretHeaders: { 'x-api-key': secret }, ...more })));
    expect(await get({ repeatsSecrets: true })).toBe('•••\n•••\n"•••"\n•••');
    expect(await get({}), 'others are left as they are').toBe(reply.body);
  });

  test('a query value is blanked where the source gives it back', async () => {
    const server = await startLoopback(echo(500, 'text/plain'));
    const { http, ledger } = bench({ retries: 0 });
    const failure = await failureOf(http.get(ask(server, `/rows?apiKey=${QUERY}`)));
    expect(allOf(failure)).not.toContain(QUERY);
    expect(JSON.stringify(await ledger.health('nse'))).not.toContain(QUERY);
  });

  test('the address of an answer and the name of a kept one hold none', async () => {
    const server = await startLoopback({ body: '[]' });
    const kept: string[] = [];
    const ledger = {
      ...memoryRequestLedger(),
      keep: async (answer: KeptAnswer) => void kept.push(answer.url),
    };
    const { http } = bench({ secrets: [GIVEN], ledger });
    const answer = await http.get(ask(server, `/${GIVEN}?token=${QUERY}`, { conditional: true }));
    expect(answer.url).toBe(`${server.origin}/•••?token=•••`);
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toContain(GIVEN);
    expect(kept[0]).not.toContain(QUERY);
  });

  test('a credential with a line end in it is told by its header, not by its value', async () => {
    const server = await startLoopback();
    const failure = await failureOf(
      bench().http.get(
        ask(server, '/', { secretHeaders: { authorization: `Bearer ${HEADER}\n` } }),
      ),
    );
    expect(failure.code).toBe('config');
    expect(failure.message).toContain('"authorization"');
    expect(allOf(failure)).not.toContain(HEADER);
  });
});
