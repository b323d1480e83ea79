/** A call as it came. */
export interface ServedRequest {
  readonly method: string;
  /** Without query; not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names; a header sent twice is joined with commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What goes back. */
export interface ServedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where calls are awaited: a socket that systemd hands over, a port of the loopback, a path. */
export type ListenOn =
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'port'; readonly host: string; readonly port: number }
  | { readonly kind: 'path'; readonly path: string };

/** How long a listener lives, and what it takes. */
export interface ServeLimits {
  /** Ends after so long without a call and without work under way; absent: never. */
  readonly idleSeconds?: number;
  readonly maxBodyBytes: number;
  /** Work that outlives its call, such as a job that was started: no idling while it lasts. */
  readonly busy: () => boolean;
  readonly signal: AbortSignal;
}

/** Answers calls until nobody calls any more. */
export interface HttpServer {
  /** Whether systemd has handed a socket over. */
  readonly handedOver: boolean;
  /**
   * @param told called once calls are heard, with the address
   * @param answer must not reject; what it throws is answered with 500 and no detail
   * @returns when it has ended: idle, or by the signal
   * @throws Failure `config` when the address cannot be listened on
   */
  serve(
    on: ListenOn,
    limits: ServeLimits,
    told: (address: string) => void,
    answer: (request: ServedRequest) => Promise<ServedAnswer>,
  ): Promise<void>;
}
