import type { Ping } from '../core/notification/ping.ts';
import type { Post, PostAnswer } from '../ports/post.ts';
import { said } from './answered.ts';

/** A monitor of the kind of Healthchecks, and one of its checks. */
export interface HealthchecksGiven {
  readonly post: Post;
  /** Without a slash at the end. */
  readonly origin: string;
  /** Stands in the address: never written anywhere. */
  readonly key: string;
  readonly slug: string;
  /** Have a check made that is not there yet. */
  readonly create: boolean;
}

/** What came of a ping: absent when it was taken, else why not. */
export type Pinged = { readonly problem?: string };

/** Self-hosted monitors keep no more of a body. */
const MOST_CHARACTERS = 9000;

function pingedBy(answer: PostAnswer | { readonly fault: string }): Pinged {
  if ('fault' in answer) return { problem: answer.fault };
  // A check that nobody knows is answered with 200 too; only the word itself means that it counted.
  if (answer.status < 300 && answer.body.trim() === 'OK') return {};
  // A check that was just made answers so.
  if (answer.status === 201 && answer.body.trim() === 'Created') return {};
  return { problem: `expected the answer OK, found ${answer.status}: ${said(answer)}` };
}

/**
 * Pings by key and slug: `…/KEY/SLUG/start`, `…/KEY/SLUG` for success, `/log`, or the exit status.
 *
 * @see https://healthchecks.io/docs/http_api/ (seen 2026-11-26)
 */
export function createHealthchecks(given: HealthchecksGiven) {
  const { post, origin, key, slug, create } = given;
  const ping = async (
    path: string,
    runId: string | undefined,
    body: string,
    signal: AbortSignal,
  ): Promise<Pinged> => {
    const query = new URLSearchParams({
      ...(runId === undefined ? {} : { rid: runId }),
      ...(create ? { create: '1' } : {}),
    }).toString();
    const url = `${origin}/${encodeURIComponent(key)}/${slug}${path}${query && `?${query}`}`;
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return pingedBy(await post({ url, headers, body: body.slice(0, MOST_CHARACTERS) }, signal));
  };
  return {
    start: (runId: string, signal: AbortSignal): Promise<Pinged> =>
      ping('/start', runId, '', signal),
    /** @param runId absent for a run that never began. @param body for a person who looks at the check */
    end: (
      how: Ping,
      runId: string | undefined,
      body: string,
      signal: AbortSignal,
    ): Promise<Pinged> => {
      const path = how === 'success' ? '' : how === 'log' ? '/log' : `/${how.exitCode}`;
      return ping(path, runId, body, signal);
    },
  };
}
