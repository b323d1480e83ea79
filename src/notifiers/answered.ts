import type { Told } from '../ports/notifier.ts';
import type { PostAnswer } from '../ports/post.ts';

/** Seconds of a `Retry-After` header; a date, as some send, counts as absent. */
function retryAfter(answer: PostAnswer): number | undefined {
  const text = answer.header('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** The beginning of an answer, on one line, for a person. */
export function said({ body }: PostAnswer): string {
  const line = body.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? 'nothing' : `"${line.length > 200 ? `${line.slice(0, 199)}…` : line}"`;
}

/**
 * How an answer is to be taken where only its status counts: 2xx took it; what is wrong with this one
 * message (400, 413, 422) will be wrong again; everything else may pass or be put right.
 */
export function toldBy(answer: PostAnswer | { readonly fault: string }, who: string): Told {
  if ('fault' in answer) return { kind: 'later', reason: `${who}: ${answer.fault}` };
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const reason = `${who} answered ${status}: ${said(answer)}`;
  if (status === 400 || status === 413 || status === 422) return { kind: 'refused', reason };
  const waitSeconds = retryAfter(answer);
  return { kind: 'later', reason, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
}
