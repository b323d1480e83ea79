import type { NotificationDraft } from '../notification/notification.ts';
import type { Watching } from './action-notices.ts';
import type { Earnings } from './earnings.ts';

function watched(days: readonly Earnings[], { symbols, today }: Watching): Map<string, Earnings> {
  return new Map(
    days
      .filter(
        ({ symbol, date, state }) => symbols.has(symbol) && date >= today && state !== 'reported',
      )
      .map((day) => [`${day.symbol}:${day.date}`, day]),
  );
}

function draftOf(
  how: 'expected' | 'confirmed' | 'called-off' | 'coming',
  { symbol, date, company, purpose, details }: Earnings,
  { at, runId }: Watching,
): NotificationDraft {
  const titles = {
    expected: `${symbol}: results expected on ${date}`,
    confirmed: `${symbol}: results confirmed for ${date}`,
    'called-off': `${symbol}: no results on ${date} after all`,
    coming: `${symbol} tells its results on ${date}`,
  };
  return {
    topic: 'results-day',
    dedupeKey: ['results-day', how, symbol, date].join(':'),
    priority: 'normal',
    title: titles[how],
    body: [company, purpose, details].filter((line) => line !== '').join('\n'),
    facts: [],
    at,
    runId,
  };
}

/**
 * What is told of the days of results of watched symbols: those that are new, became sure or were
 * called off, and those that are today or on the next day of trading.
 *
 * @param before of a window of days, as they were kept
 * @param after the same window, as it is kept now
 */
export function earningsDrafts(
  before: readonly Earnings[],
  after: readonly Earnings[],
  watching: Watching,
): NotificationDraft[] {
  const [old, now] = [watched(before, watching), watched(after, watching)];
  const reported = new Set(
    after
      .filter(({ state }) => state === 'reported')
      .map(({ symbol, date }) => `${symbol}:${date}`),
  );
  const drafts: NotificationDraft[] = [];
  for (const [slot, day] of now) {
    const sure = day.state === 'confirmed' ? 'confirmed' : 'expected';
    if (old.get(slot)?.state !== day.state) drafts.push(draftOf(sure, day, watching));
    else if (day.date <= watching.nextSession) drafts.push(draftOf('coming', day, watching));
  }
  for (const [slot, day] of old) {
    if (!now.has(slot) && !reported.has(slot)) drafts.push(draftOf('called-off', day, watching));
  }
  return drafts;
}
