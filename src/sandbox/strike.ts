import type { SessionDate } from '../core/market/session-date.ts';
import { htmlPage, jsonPage, notFound } from './answer.ts';
import type { Answer, Data, Page, Site } from './answer.ts';
import type { Fault, FaultKind, FaultPlan } from './faults.ts';
import { telegramThrottle } from './telegram.ts';
import { upstoxRefusal } from './upstox/refusals.ts';

/** An answer and how it is brought. */
export interface Delivery {
  readonly answer: Answer;
  readonly way: 'whole' | 'stalled' | 'truncated';
}

/** Each site has its own way of saying that it is asked too often. */
function throttled(site: Site): Page {
  const page = {
    bse: htmlPage(429, 'Too Many Requests', 'Too many requests.'),
    news: jsonPage(429, {
      status: 'error',
      code: 'rateLimited',
      message: 'You have made too many requests recently.',
    }),
    nse: htmlPage(429, 'Too Many Requests', 'Please come back later.'),
    healthchecks: { ...htmlPage(429, '', ''), contentType: 'text/plain', body: 'rate limited' },
    telegram: telegramThrottle(),
    upstox: upstoxRefusal(429, 'UDAPI10005', 'Too many requests'),
    yahoo: { ...jsonPage(429, ''), contentType: 'text/plain', body: 'Too Many Requests\r\n' },
  }[site];
  return { ...page, headers: { 'retry-after': '1' } };
}

/** Refusal at the edge: HTML whatever was asked, with a reference number. */
function blocked(): Page {
  const text =
    'This server gives you no permission for the page.</p><p>Reference&#32;&#35;18&#46;5a4d0b0c&#46;sandbox';
  return { ...htmlPage(403, 'Access Denied', text), contentType: 'text/html' };
}

function renamed(data: Data): Answer {
  return { ...data, text: data.text.replaceAll(data.keyWord, `${data.keyWord}_NEW`) };
}

/** What a fault strikes: an answer, whose it is, and the latest session whose files are out. */
interface Target {
  readonly answer: Answer;
  readonly site: Site;
  readonly newest: SessionDate | undefined;
}

/** The answer after a fault; absent when the fault does not fit it. */
type Strike = (target: Target) => Delivery | undefined;

const whole = (answer: Answer): Delivery => ({ answer, way: 'whole' });

/** A fault that fits data only, not pages and refusals. */
function onData(spoil: (data: Data, target: Target) => Answer | undefined): Strike {
  return (target) => {
    if (target.answer.kind !== 'data') return undefined;
    const spoiled = spoil(target.answer, target);
    return spoiled && whole(spoiled);
  };
}

const STRIKES: Readonly<Record<FaultKind, Strike>> = {
  '429': ({ site }) => whole(throttled(site)),
  '403': () => whole(blocked()),
  '500': () => whole(htmlPage(500, 'Internal Server Error', 'Something broke.')),
  '503': () => whole(htmlPage(503, 'Service Unavailable', 'We will be right back.')),
  stall: ({ answer }) => ({ answer, way: 'stalled' }),
  truncated: ({ answer }) => (answer.kind === 'data' ? { answer, way: 'truncated' } : undefined),
  html: onData(() => htmlPage(200, 'Notice', 'We are working on the site.')),
  columns: onData((data) => (data.text.includes(data.keyWord) ? renamed(data) : undefined)),
  'garbage-row': onData((data) => data.garbled && { ...data, text: data.garbled() }),
  late: onData(({ session }, { newest }) =>
    session !== undefined && session === newest ? notFound() : undefined,
  ),
  empty: onData((data) => ({ ...data, text: data.emptied() })),
};

/**
 * Spoils answers by the plan, counting how often each fault has struck.
 *
 * @returns a function that gives the delivery of an answer: struck by the first fault that fits and
 *   has strikes left, else whole
 */
export function createStriker(
  plan: FaultPlan,
): (answer: Answer, site: Site, newest: SessionDate | undefined) => Delivery {
  const strikes = new Map<Fault, number>();
  return (answer, site, newest) => {
    for (const fault of plan) {
      const done = strikes.get(fault) ?? 0;
      if (done >= (fault.times ?? Infinity)) continue;
      if (fault.source !== undefined && fault.source !== site) continue;
      const delivery = STRIKES[fault.kind]({ answer, site, newest });
      if (!delivery) continue;
      strikes.set(fault, done + 1);
      return delivery;
    }
    return whole(answer);
  };
}
