import { istInstant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { ReportPeriod } from '../../core/report/report-period.ts';
import { LEXICON_MODEL } from '../../core/sentiment/score-headline.ts';
import { figuresText } from '../../render/alert-message.ts';
import type { ArticleFacts, EventFacts, ReportFacts } from '../../render/report/facts.ts';
import type { Reading } from '../../store/store.ts';
import type { Followed } from './followed.ts';

type Asked = Pick<
  Reading,
  | 'alertEvents'
  | 'corporateActions'
  | 'deals'
  | 'earningsCalendar'
  | 'fiiDii'
  | 'newsArticles'
  | 'sentimentHistory'
>;

const AHEAD_DAYS = 14;
/** Calendar days of the chart of flows. */
const FLOW_DAYS = 45;
/** Rows of the tables. */
const MOST_ALERTS = 50;
const MOST_ARTICLES = 12;
const READ_ARTICLES = 300;

const unique = <Item>(items: readonly Item[], key: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

async function eventsAhead(
  store: Asked,
  to: SessionDate,
  { held, symbols }: Followed,
): Promise<EventFacts[]> {
  if (symbols.length === 0) return [];
  const range = { from: addDays(to, 1), to: addDays(to, AHEAD_DAYS), symbols };
  const actions = await store.corporateActions.list(range);
  const results = await store.earningsCalendar.list(range);
  const events = [
    ...actions.map(({ exDate, symbol, subject }) => ({ date: exDate, symbol, what: subject })),
    ...results.map(({ date, symbol, state, purpose }) => ({
      date,
      symbol,
      what: `${purpose} (${state})`,
    })),
  ].map((event) => ({ ...event, held: held.has(event.symbol) }));
  // A line of a list that is several actions is one event.
  return unique(events, ({ date, symbol, what }) => `${date} ${symbol} ${what}`).toSorted((a, b) =>
    a.date === b.date ? (a.symbol < b.symbol ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
}

async function articlesOf(
  store: Asked,
  { from, to }: ReportPeriod,
  { symbols }: Followed,
  finbert: boolean,
): Promise<ArticleFacts[]> {
  if (symbols.length === 0) return [];
  const models = finbert ? await store.sentimentHistory.models() : [];
  const model = models.findLast((name) => name.startsWith('finbert')) ?? LEXICON_MODEL;
  const range = {
    from: istInstant(from, '00:00'),
    before: istInstant(addDays(to, 1), '00:00'),
    symbols,
  };
  const followed = new Set(symbols);
  const articles = await store.newsArticles.newest(range, model, READ_ARTICLES);
  return articles
    .map(({ publishedAt, matches, title, source, score }) => ({
      at: publishedAt,
      symbols: matches.map(({ symbol }) => symbol).filter((symbol) => followed.has(symbol)),
      title,
      source,
      ...(score === undefined ? {} : { score: score.value }),
    }))
    .toSorted((a, b) => Math.abs(b.score ?? 0) - Math.abs(a.score ?? 0))
    .slice(0, MOST_ARTICLES);
}

/** Reads alerts, events ahead, flows and news, as of the report's last session. */
export async function readMarket(
  store: Asked,
  period: ReportPeriod,
  followed: Followed,
  finbert: boolean,
): Promise<Pick<ReportFacts, 'alerts' | 'events' | 'flows' | 'deals' | 'articles'>> {
  const { from, to } = period;
  const alerts = await store.alertEvents.newest({
    from: istInstant(from, '00:00'),
    to: istInstant(addDays(to, 1), '00:00'),
    limit: MOST_ALERTS,
  });
  const flows = await store.fiiDii.shown(addDays(to, -FLOW_DAYS), to);
  const { symbols } = followed;
  const deals =
    symbols.length === 0
      ? []
      : await store.deals.shown({ kinds: ['bulk', 'block'], symbols, from, to });
  const newest = flows.at(-1)?.session;
  return {
    alerts: alerts.map(({ at, symbol, rule, figures }) => ({
      at,
      symbol,
      rule,
      figures: figuresText(figures),
    })),
    events: await eventsAhead(store, to, followed),
    flows: { facts: flows, ...(newest === undefined ? {} : { asOf: newest }) },
    deals,
    articles: await articlesOf(store, period, followed, finbert),
  };
}
