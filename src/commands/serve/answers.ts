import type { Refusal } from '../../core/api/admission.ts';
import type { ServedAnswer } from '../../ports/http-server.ts';

/** Nothing is kept, framed, sniffed, or sent on; a page may run what stands in itself, and no more. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** An answer for programs. */
export function jsonAnswer(status: number, value: unknown): ServedAnswer {
  return {
    status,
    headers: { ...HEADERS, 'content-type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify(value)}\n`,
  };
}

/** An answer of a type of its own: a page, or lines of text. */
export function textAnswer(type: 'html' | 'plain', body: string): ServedAnswer {
  return {
    status: 200,
    headers: { ...HEADERS, 'content-type': `text/${type}; charset=utf-8` },
    body,
  };
}

/** A call turned away: the reason as JSON, with what the status asks for beside it. */
export function refusedAnswer(
  { status, reason }: Refusal,
  headers: Readonly<Record<string, string>> = {},
): ServedAnswer {
  const answer = jsonAnswer(status, { error: reason });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
