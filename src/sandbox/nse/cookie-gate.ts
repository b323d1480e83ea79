import { htmlPage } from '../answer.ts';
import type { Answer, Asked } from '../answer.ts';

/** The answer for whoever brings the cookie that the site's front pages hand out; a refusal else. */
export function withCookie({ cookies }: Asked, answer: () => Answer): Answer {
  if (/(?:^|;\s*)nsit=[^;]/.test(cookies)) return answer();
  return htmlPage(401, 'Unauthorized', 'No authorization token was found');
}
