import { lstat, unlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { Failure } from '../core/failure.ts';
import type {
  HttpServer,
  ListenOn,
  ServedAnswer,
  ServedRequest,
  ServeLimits,
} from '../ports/http-server.ts';

/** The first descriptor that systemd hands over (sd_listen_fds(3)). */
const FIRST_HANDED_OVER = 3;
const HEADERS_MS = 5_000;
const REQUEST_MS = 10_000;
/** For calls under way when the listener ends. */
const LAST_WORDS_MS = 3_000;
const MAX_HEADER_BYTES = 8_192;
const MAX_CONNECTIONS = 64;

class TooLarge extends Error {}

async function bodyOf(message: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new TooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function requestOf(message: IncomingMessage, body: string): ServedRequest {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
  };
}

function send(response: ServerResponse, method: string, answer: ServedAnswer): void {
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

const plain = (status: number, sentence: string): ServedAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', connection: 'close' },
  body: `${sentence}\n`,
});

async function answerOne(
  message: IncomingMessage,
  response: ServerResponse,
  { maxBodyBytes }: ServeLimits,
  answer: (request: ServedRequest) => Promise<ServedAnswer>,
): Promise<void> {
  const method = message.method ?? 'GET';
  // Node takes the first and drops the others, which whoever stands in between may go by (RFC 9112, 3.2).
  if ((message.headersDistinct['host']?.length ?? 0) > 1) {
    send(response, method, plain(400, 'expected one Host, found more'));
    return;
  }
  try {
    const body = await bodyOf(message, maxBodyBytes);
    send(response, method, await answer(requestOf(message, body)));
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const refused =
      error instanceof TooLarge
        ? plain(413, `expected a body of at most ${maxBodyBytes} bytes`)
        : plain(500, 'something went wrong; the log of this program tells more');
    send(response, method, refused);
  }
}

/** A socket file that nobody listens on any more stands in the way of the next listener. */
async function clearStaleSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isSocket()) return;
  const alive = await new Promise<boolean>((resolve) => {
    const probe = connect(path);
    probe
      .once('error', () => resolve(false))
      .once('connect', () => {
        probe.destroy();
        resolve(true);
      });
  });
  if (!alive) await unlink(path);
}

/** Nobody else may write to the socket, not even between its making and a change of its mode. */
function listenOnPath(server: Server, path: string): void {
  const mask = process.umask(0o177);
  try {
    server.listen(path);
  } finally {
    process.umask(mask);
  }
}

async function listen(server: Server, on: ListenOn): Promise<string> {
  if (on.kind === 'path') await clearStaleSocket(on.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).once('listening', resolve);
    if (on.kind === 'handed-over') server.listen({ fd: FIRST_HANDED_OVER });
    else if (on.kind === 'path') listenOnPath(server, on.path);
    else server.listen(on.port, on.host);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') return address ?? 'a socket of systemd';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}/`;
}

/** Listens by node:http; understands a socket handed over by systemd (`LISTEN_PID`, `LISTEN_FDS`). */
export function httpServer(env: NodeJS.ProcessEnv, pid: number): HttpServer {
  const handedOver = env['LISTEN_PID'] === String(pid) && Number(env['LISTEN_FDS']) >= 1;
  return {
    handedOver,
    async serve(on, limits, told, answer) {
      let idleSince = performance.now();
      let underWay = 0;
      const server = createServer(
        { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS },
        (message, response) => {
          underWay++;
          response.once('close', () => {
            underWay--;
            idleSince = performance.now();
          });
          void answerOne(message, response, limits, answer);
        },
      );
      server.maxConnections = MAX_CONNECTIONS;
      try {
        told(await listen(server, on));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Failure('config', `expected an address that is free, found: ${reason}`);
      }
      const ended = new Promise<void>((resolve) => server.once('close', resolve));
      const end = (): void => {
        server.close();
        server.closeIdleConnections();
        // Whoever has connected and says nothing does not keep us.
        setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS).unref();
      };
      const { idleSeconds } = limits;
      const watch =
        idleSeconds === undefined
          ? undefined
          : setInterval(
              () => {
                if (underWay > 0 || limits.busy()) idleSince = performance.now();
                else if (performance.now() - idleSince >= idleSeconds * 1000) end();
              },
              Math.min(1000, idleSeconds * 250),
            );
      limits.signal.addEventListener('abort', end, { once: true });
      if (limits.signal.aborted) end();
      await ended;
      clearInterval(watch);
      limits.signal.removeEventListener('abort', end);
    },
  };
}
