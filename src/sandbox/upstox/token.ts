import type { Answer, Asked } from '../answer.ts';
import { upstoxRefusal } from './refusals.ts';

/** The answer for whoever brings the sandbox's token, which is `sandbox`; a refusal else. */
export function withToken({ authorization }: Asked, answer: () => Answer): Answer {
  if (authorization === 'Bearer sandbox') return answer();
  return upstoxRefusal(401, 'UDAPI100050', 'Invalid token used to access API');
}
