import type { SessionDate } from '../../core/market/session-date.ts';
import { html } from '../html/html.ts';
import type { Html, HtmlValue } from '../html/html.ts';

/** As of when a section's figures are. */
export interface AsOf {
  /** A session, or a moment in Indian time. */
  readonly text: string;
  /** Why they are behind what the report is about; absent: they are not. */
  readonly stale?: string;
}

/** A part of the report with its heading, and as of when it is. */
export function section(title: string, { text, stale }: AsOf, body: HtmlValue): Html {
  const warning = stale === undefined ? undefined : html` <span class="warn">${stale}</span>`;
  return html`<section>
    <h2>${title}</h2>
    <p class="quiet">as of ${text}${warning}</p>
    ${body}
  </section>`;
}

/**
 * As of the session of what is there, with a warning where that is not the report's last.
 *
 * @param from where newer ones come from
 */
export function asOfSession(session: SessionDate | undefined, to: SessionDate, from: string): AsOf {
  if (session === undefined) return { text: to, stale: `nothing is kept: ${from}` };
  return session < to
    ? { text: session, stale: `stale: of ${to} nothing is kept: ${from}` }
    : { text: session };
}
