import type { Agent } from 'undici';
import type { Post } from '../ports/post.ts';
import { faultOf } from './http/faults.ts';

/** As much of an answer as anybody reads; the rest is thrown away. */
const MOST_BYTES = 65_536;

/** A way to send requests, and to close what they opened. */
export interface Posting {
  readonly post: Post;
  close(): Promise<void>;
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.byteLength;
    if (size >= MOST_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MOST_BYTES).toString('utf8');
}

/** Requests over undici, which is loaded with the first of them. */
export function createPosting(): Posting {
  let opened: Promise<Agent> | undefined;
  const agent = (): Promise<Agent> => {
    // The bundler gives a CommonJS package's exports to a dynamic import as its default only.
    opened ??= import('undici').then(({ default: undici }) => new undici.Agent({ pipelining: 1 }));
    return opened;
  };
  return {
    post: async ({ url, headers, body }, signal) => {
      signal.throwIfAborted();
      const { origin, pathname, search } = new URL(url);
      try {
        const answer = await (
          await agent()
        ).request({
          origin,
          path: `${pathname}${search}`,
          method: 'POST',
          headers,
          body,
          signal,
          // The caller's signal is the clock of all of it.
          headersTimeout: 0,
          bodyTimeout: 0,
        });
        return {
          status: answer.statusCode,
          body: await textOf(answer.body),
          header: (name) => {
            const value = answer.headers[name];
            return Array.isArray(value) ? value.join(', ') : value;
          },
        };
      } catch (error) {
        signal.throwIfAborted();
        const fault = faultOf(error);
        if (fault?.kind !== 'fault') throw error;
        return { fault: fault.reason };
      }
    },
    close: async () => {
      if (opened) await (await opened).destroy();
    },
  };
}
