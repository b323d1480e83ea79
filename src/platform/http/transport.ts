import type { Agent, Dispatcher } from 'undici';
import { Failure } from '../../core/failure.ts';
import { collect, unpack } from './body.ts';
import { faultOf } from './faults.ts';
import type { RawAnswer, Sent } from './sent.ts';
import { createTimeLimit } from './time-limit.ts';
import type { TimeLimit } from './time-limit.ts';

/** One exchange: no redirects, no retries, no rate windows. */
interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** For connecting and headers, and again for the body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface Transport {
  /** @throws Failure `stopped` when the signal aborts, `config` for a header that HTTP forbids */
  send(exchange: Exchange): Promise<Sent>;
  /** Cuts what is under way and closes the connections. */
  close(): Promise<void>;
}

type Headers = Dispatcher.ResponseData['headers'];

function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function setCookiesOf(headers: Headers): readonly string[] {
  const value = headers['set-cookie'];
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** A credential with a line end in it would fail below with an error that nobody understands. */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  const bad = Object.keys(headers).find((name) =>
    /[^\t\x20-\x7e\x80-\xff]/.test(headers[name] ?? ''),
  );
  if (bad === undefined) return;
  throw new Failure(
    'config',
    `the value of the header "${bad}" holds a line end or another character that HTTP forbids; check the setting or credential that it comes from`,
  );
}

async function exchangeOn(agent: Agent, exchange: Exchange, limit: TimeLimit): Promise<Sent> {
  const { url, headers, maxBytes } = exchange;
  limit.start('headers');
  const answer = await agent.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: 'GET',
    headers,
    signal: limit.signal,
    // The limit above covers both; undici's own clocks start anew with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const status = answer.statusCode;
  limit.start('whole body');
  const packed = await collect(answer.body, maxBytes);
  if ('refused' in packed) return { kind: 'unreadable', status, reason: packed.refused };
  const encodings = headerOf(answer.headers, 'content-encoding');
  const taken = await unpack(packed.bytes, encodings, maxBytes);
  if ('refused' in taken) return { kind: 'unreadable', status, reason: taken.refused };
  const raw: RawAnswer = {
    kind: 'raw',
    url,
    status,
    header: (name) => headerOf(answer.headers, name),
    setCookies: setCookiesOf(answer.headers),
    body: taken.bytes,
  };
  return raw;
}

/**
 * Node gives each address of a host a quarter of a second before it tries the next one; from far
 * away an Indian host needs longer than that.
 */
const CONNECTIONS: Agent.Options = { pipelining: 1, autoSelectFamilyAttemptTimeout: 2500 };

/** Exchanges over undici, which is loaded with the first of them: most runs never need it. */
export function createTransport(): Transport {
  let opened: Promise<Agent> | undefined;
  const agent = (): Promise<Agent> => {
    // The bundler gives a CommonJS package's exports to a dynamic import as its default only.
    opened ??= import('undici').then(({ default: undici }) => new undici.Agent(CONNECTIONS));
    return opened;
  };
  return {
    send: async (exchange) => {
      checkHeaders(exchange.headers);
      const limit = createTimeLimit(exchange.timeoutMs, exchange.signal);
      try {
        return await exchangeOn(await agent(), exchange, limit);
      } catch (error) {
        if (exchange.signal.aborted) {
          throw new Failure('stopped', `stopped while asking ${exchange.url.host}`, {
            cause: error,
          });
        }
        const phase = limit.expired();
        const reason = `no ${phase} within ${exchange.timeoutMs} ms`;
        if (phase !== undefined) return { kind: 'fault', reason, cause: error };
        const fault = faultOf(error);
        if (fault) return fault;
        throw error;
      } finally {
        limit.end();
      }
    },
    close: async () => {
      if (opened) await (await opened).destroy();
    },
  };
}
