/** One request that tells something, with a text as its body. */
export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostAnswer {
  readonly status: number;
  /** The first 64 KiB. */
  readonly body: string;
  /** @param name in lower case */
  header(name: string): string | undefined;
}

/**
 * Sends a request once: no retries, no redirects, no cookies.
 *
 * @returns the answer, whatever its status; or why there is none, in words without the address
 * @throws the signal's reason when it aborts
 */
export type Post = (
  request: PostRequest,
  signal: AbortSignal,
) => Promise<PostAnswer | { readonly fault: string }>;
