import { Kysely } from 'kysely';
import type { RequestLedger } from '../ports/request-ledger.ts';
import { readAlertEvents, writeAlertEvents } from './alert-events.ts';
import { readAlertRules, writeAlertRules } from './alert-rules.ts';
import { readAlertStates, writeAlertStates } from './alert-states.ts';
import { readBacktestResults, writeBacktestResults } from './backtest-results.ts';
import { readCalendarDays, writeCalendarDays } from './calendar-days.ts';
import { readCandles, writeCandles } from './candles.ts';
import { readCorporateActions, writeCorporateActions } from './corporate-actions.ts';
import {
  readCorporateAnnouncements,
  writeCorporateAnnouncements,
} from './corporate-announcements.ts';
import { connectUnmoved } from './connect-unmoved.ts';
import { NEWEST_SCHEMA, bringUpToDate, makeCurrent } from './bring-up-to-date.ts';
import { asFailure, refuseOldSqlite } from './connection.ts';
import type { OpenMode } from './connection.ts';
import { readDailyBars } from './daily-bars.ts';
import { readDeals, writeDeals } from './deals.ts';
import { sqliteDialect } from './dialect.ts';
import { readFiiDii, writeFiiDii } from './fii-dii.ts';
import { readFlowLists, writeFlowLists } from './flow-lists.ts';
import { readEarningsCalendar, writeEarningsCalendar } from './earnings-calendar.ts';
import { readGaps, writeGaps } from './gaps.ts';
import type { Handle } from './handle.ts';
import { readHitReturns, writeHitReturns } from './hit-returns.ts';
import { readIntervalBars } from './interval-bars.ts';
import { readIndexMembership } from './index-membership.ts';
import { readIndexValues } from './index-values.ts';
import { readIndicators, writeIndicators } from './indicators.ts';
import { writeInstruments } from './instrument-register.ts';
import { readInstrumentStories } from './instrument-story.ts';
import { readInstruments } from './instruments.ts';
import { readJobState, writeJobState } from './job-state.ts';
import { writeChanges } from './learn-changes.ts';
import { writeIndexMembership } from './learn-index-list.ts';
import { readManualFactors, writeManualFactors } from './manual-factors.ts';
import { refuseForeign, schemaVersion } from './migrate.ts';
import { readMinutePrices } from './minute-prices.ts';
import {
  readNotificationDeliveries,
  writeNotificationDeliveries,
} from './notification-deliveries.ts';
import { readNewsArticles, writeNewsArticles } from './news-articles.ts';
import { readNotifications, writeNotifications } from './notifications.ts';
import { readOptionChains, writeOptionChains } from './option-chains.ts';
import { readPatterns, writePatterns } from './patterns.ts';
import { readPastRows, writePastRows } from './past-rows.ts';
import { readPerformance, writePerformance } from './performance.ts';
import { readPriceFactors, writePriceFactors } from './price-factors.ts';
import { readPriceBandRows } from './price-bands.ts';
import { readQuotes, writeQuotes } from './quotes.ts';
import { requestLedger } from './requests.ts';
import { readRunFigures } from './run-figures.ts';
import { readRuns, writeRuns } from './runs.ts';
import type { Schema } from './schema.ts';
import { readScreen, writeScreen } from './screen.ts';
import { readSectors } from './sectors.ts';
import { readSecurities } from './securities.ts';
import { readSentimentHistory, writeSentimentHistory } from './sentiment-history.ts';
import { writeSessions } from './session-books.ts';
import { readSessionFiles, writeSessionFiles } from './session-files.ts';
import { readSessionTrades } from './session-trades.ts';
import { readShownCandles } from './shown-candles.ts';
import { readSourceHealth } from './source-health.ts';
import { readStrategyHits, writeStrategyHits } from './strategy-hits.ts';
import { readSyncHistory, writeSyncHistory } from './sync-history.ts';
import { readSystemLog, writeSystemLog } from './system-log.ts';
import { discarding, keeping } from './transaction.ts';
import type { Durability, InTransaction } from './transaction.ts';
import { readTrading, writeTrading } from './trading/trading.ts';
import { readWatchlist, writeWatchlist } from './watchlist.ts';
import { readYearExtremes, writeYearExtremes } from './year-extremes.ts';

function readingOf(handle: Handle) {
  return {
    ...readTrading(handle),
    alertEvents: readAlertEvents(handle),
    alertRules: readAlertRules(handle),
    alertStates: readAlertStates(handle),
    backtestResults: readBacktestResults(handle),
    hitReturns: readHitReturns(handle),
    calendarDays: readCalendarDays(handle),
    candles: readCandles(handle),
    corporateActions: readCorporateActions(handle),
    corporateAnnouncements: readCorporateAnnouncements(handle),
    dailyBars: readDailyBars(handle),
    deals: readDeals(handle),
    fiiDii: readFiiDii(handle),
    flowLists: readFlowLists(handle),
    earningsCalendar: readEarningsCalendar(handle),
    gaps: readGaps(handle),
    indexMembership: readIndexMembership(handle),
    indexValues: readIndexValues(handle),
    indicators: readIndicators(handle),
    instruments: readInstruments(handle),
    instrumentStories: readInstrumentStories(handle),
    intervalBars: readIntervalBars(handle),
    jobState: readJobState(handle),
    manualFactors: readManualFactors(handle),
    minutePrices: readMinutePrices(handle),
    notificationDeliveries: readNotificationDeliveries(handle),
    newsArticles: readNewsArticles(handle),
    notifications: readNotifications(handle),
    optionChains: readOptionChains(handle),
    pastRows: readPastRows(handle),
    patterns: readPatterns(handle),
    performance: readPerformance(handle),
    priceFactors: readPriceFactors(handle),
    priceBands: readPriceBandRows(handle),
    quotes: readQuotes(handle),
    runFigures: readRunFigures(handle),
    runs: readRuns(handle),
    screen: readScreen(handle),
    sectors: readSectors(handle),
    securities: readSecurities(handle),
    sentimentHistory: readSentimentHistory(handle),
    sessionFiles: readSessionFiles(handle),
    sessionTrades: readSessionTrades(handle),
    shownCandles: readShownCandles(handle),
    sourceHealth: readSourceHealth(handle),
    strategyHits: readStrategyHits(handle),
    syncHistory: readSyncHistory(handle),
    systemLog: readSystemLog(handle),
    watchlist: readWatchlist(handle),
    yearExtremes: readYearExtremes(handle),
  };
}

function writingOf(handle: Handle) {
  const read = readingOf(handle);
  return {
    ...read,
    ...writeTrading(handle),
    alertEvents: { ...read.alertEvents, ...writeAlertEvents(handle) },
    alertRules: { ...read.alertRules, ...writeAlertRules(handle) },
    alertStates: { ...read.alertStates, ...writeAlertStates(handle) },
    backtestResults: { ...read.backtestResults, ...writeBacktestResults(handle) },
    hitReturns: { ...read.hitReturns, ...writeHitReturns(handle) },
    calendarDays: { ...read.calendarDays, ...writeCalendarDays(handle) },
    candles: { ...read.candles, ...writeCandles(handle) },
    corporateActions: { ...read.corporateActions, ...writeCorporateActions(handle) },
    corporateAnnouncements: {
      ...read.corporateAnnouncements,
      ...writeCorporateAnnouncements(handle),
    },
    earningsCalendar: { ...read.earningsCalendar, ...writeEarningsCalendar(handle) },
    deals: { ...read.deals, ...writeDeals(handle) },
    fiiDii: { ...read.fiiDii, ...writeFiiDii(handle) },
    flowLists: { ...read.flowLists, ...writeFlowLists(handle) },
    gaps: { ...read.gaps, ...writeGaps(handle) },
    indexMembership: { ...read.indexMembership, ...writeIndexMembership(handle) },
    indicators: { ...read.indicators, ...writeIndicators(handle) },
    instruments: { ...read.instruments, ...writeInstruments(handle), ...writeChanges(handle) },
    jobState: { ...read.jobState, ...writeJobState(handle) },
    notificationDeliveries: {
      ...read.notificationDeliveries,
      ...writeNotificationDeliveries(handle),
    },
    newsArticles: { ...read.newsArticles, ...writeNewsArticles(handle) },
    notifications: { ...read.notifications, ...writeNotifications(handle) },
    manualFactors: { ...read.manualFactors, ...writeManualFactors(handle) },
    optionChains: { ...read.optionChains, ...writeOptionChains(handle) },
    patterns: { ...read.patterns, ...writePatterns(handle) },
    performance: { ...read.performance, ...writePerformance(handle) },
    pastRows: { ...read.pastRows, ...writePastRows(handle) },
    priceFactors: { ...read.priceFactors, ...writePriceFactors(handle) },
    quotes: { ...read.quotes, ...writeQuotes(handle) },
    runFigures: read.runFigures,
    runs: { ...read.runs, ...writeRuns(handle) },
    screen: { ...read.screen, ...writeScreen(handle) },
    sentimentHistory: { ...read.sentimentHistory, ...writeSentimentHistory(handle) },
    sessionFiles: { ...read.sessionFiles, ...writeSessionFiles(handle) },
    sessions: writeSessions(handle),
    strategyHits: { ...read.strategyHits, ...writeStrategyHits(handle) },
    syncHistory: { ...read.syncHistory, ...writeSyncHistory(handle) },
    systemLog: { ...read.systemLog, ...writeSystemLog(handle) },
    watchlist: { ...read.watchlist, ...writeWatchlist(handle) },
    yearExtremes: { ...read.yearExtremes, ...writeYearExtremes(handle) },
  };
}

/** The tables, for reading: named questions of the trade. */
export type Reading = ReturnType<typeof readingOf>;
/** The tables inside one transaction, for reading and writing. */
export type Books = ReturnType<typeof writingOf>;

/** Everything that is kept. Only what is written through `write` is written. */
export interface Store extends Reading {
  /**
   * One immediate transaction: committed when the work resolves, undone when it rejects. The work
   * awaits nothing but the books.
   *
   * @param durability `full` for the books of accounts: what is committed survives a loss of power
   * @throws Failure `disk-io`, `disk-create`, `locked`
   */
  write<Result>(work: (books: Books) => Promise<Result>, durability?: Durability): Promise<Result>;
}

/** An open database: the store, and what else lives in the file. */
export interface OpenStore {
  readonly store: Store;
  /** The same tables, but every write is counted and undone: for dry runs. */
  readonly dryStore: Store;
  readonly requests: RequestLedger;
  /** Titles of what dry runs would have told, in order, each once. */
  discardedNotifications(): readonly string[];
  /** Rows written since opening, undone ones included. */
  rowsWritten(): number;
  close(): Promise<void>;
}

/** The same books, but whoever listens hears the titles of messages that are queued. */
function hearingQueued(books: Books, heard: (title: string) => void): Books {
  const { notifications } = books;
  return {
    ...books,
    notifications: {
      ...notifications,
      async queue(draft) {
        const fresh = await notifications.queue(draft);
        if (fresh) heard(draft.title);
        return fresh;
      },
    },
  };
}

function storeOf(
  handle: Handle,
  path: string,
  inTransaction: InTransaction,
  booksOf: (tx: Handle) => Books = writingOf,
): Store {
  return {
    ...readingOf(handle),
    async write(work, durability) {
      try {
        return await inTransaction((tx) => work(booksOf(tx)), durability);
      } catch (error) {
        throw asFailure(error, path);
      }
    },
  };
}

/**
 * Opens the database file, refuses one that is not ours or is newer, and brings its schema up to
 * date. In `read` mode nothing else is written, and the file must be there.
 *
 * @param path file, or `:memory:`
 * @throws Failure `config`, `disk-create`, `disk-io`, `locked`
 */
export async function openStore(path: string, mode: OpenMode = 'write'): Promise<OpenStore> {
  const raw = await connectUnmoved(path, mode, (database) => {
    refuseOldSqlite(database);
    refuseForeign(database, path, NEWEST_SCHEMA);
  }).catch((error: unknown) => {
    throw asFailure(error, path);
  });
  try {
    if (mode === 'write') {
      await makeCurrent(raw);
    } else if (schemaVersion(raw) < NEWEST_SCHEMA) {
      await bringUpToDate(path, schemaVersion(raw));
    }
  } catch (error) {
    raw.close();
    throw asFailure(error, path);
  }
  const db = new Kysely<Schema>({ dialect: sqliteDialect(raw, path) });
  const handle: Handle = { db, raw };
  const changes = raw.prepare('SELECT total_changes()').pluck();
  const atOpening = Number(changes.get());
  const discarded = new Set<string>();
  return {
    store: storeOf(handle, path, keeping(handle)),
    dryStore: storeOf(handle, path, discarding(handle), (tx) =>
      hearingQueued(writingOf(tx), (title) => discarded.add(title)),
    ),
    discardedNotifications: () => [...discarded],
    requests: requestLedger(handle, keeping(handle)),
    rowsWritten: () => Number(changes.get()) - atOpening,
    async close() {
      await db.destroy();
      // A store that nobody asked anything of has a driver that was never begun, nor ended.
      raw.close();
    },
  };
}
