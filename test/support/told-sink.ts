import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll } from 'vitest';

/** A request that told something. */
export interface ToldRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is answered; `hang` never does, `drop` cuts the connection. */
export type ToldAnswer =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | 'hang'
  | 'drop';

/** A server on loopback that takes what is told and answers as the test says. */
export interface ToldSink {
  readonly origin: string;
  readonly requests: ToldRequest[];
  answer(next: (request: ToldRequest) => ToldAnswer): void;
  close(): Promise<void>;
}

const open: (() => Promise<void>)[] = [];

afterAll(() => Promise.all(open.splice(0).map((close) => close())));

/** Starts one on a free port, or on the port that is named; it ends with the test file. */
export async function toldSink(port = 0): Promise<ToldSink> {
  const requests: ToldRequest[] = [];
  let answer: (request: ToldRequest) => ToldAnswer = () => ({ status: 200, body: 'OK' });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const told = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      requests.push(told);
      const how = answer(told);
      if (how === 'drop') response.destroy();
      else if (how !== 'hang') response.writeHead(how.status, how.headers).end(how.body ?? '');
    });
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  open.push(close);
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    answer: (next) => void (answer = next),
    close,
  };
}
