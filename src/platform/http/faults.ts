import type { Fault } from './sent.ts';

const IN_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the name server did not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  Z_BUF_ERROR: 'the packed body was cut off',
  Z_DATA_ERROR: 'the packed body is damaged',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

/** Codes of mistakes in the program, which no second try mends. */
const MISTAKES: readonly string[] = ['UND_ERR_INVALID_ARG', 'ERR_INVALID_ARG_TYPE'];

/** An error's own code (`ECONNREFUSED`); absent when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : undefined;
}

/**
 * A network error as a fault.
 *
 * @returns absent when it is none: the caller throws it on
 */
export function faultOf(error: unknown): Fault | undefined {
  const code = errorCode(error);
  if (!(error instanceof Error) || code === undefined || MISTAKES.includes(code)) return undefined;
  return { kind: 'fault', reason: `${IN_WORDS[code] ?? error.message} (${code})`, cause: error };
}
