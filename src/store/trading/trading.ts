import type { Handle } from '../handle.ts';
import { readAccountSummaries, writeAccountSummaries } from './account-summaries.ts';
import { readAccounts, writeAccounts } from './accounts.ts';
import { readBotDecisions, writeBotDecisions } from './bot-decisions.ts';
import { readBooks } from './book-rows.ts';
import { readLedger } from './ledger.ts';
import { readOrders, writeOrders } from './orders.ts';
import { readPositions, writePositions } from './positions.ts';
import { readRiskMetrics, writeRiskMetrics } from './risk-metrics.ts';
import { readTradedListings } from './traded-listings.ts';
import { readTradingSignals, writeTradingSignals } from './trading-signals.ts';
import { readTrades } from './trades.ts';
import { writeBookings } from './write-bookings.ts';

/** Reading of the tables of paper accounts. */
export function readTrading(handle: Handle) {
  return {
    accounts: readAccounts(handle),
    accountSummaries: readAccountSummaries(handle),
    botDecisions: readBotDecisions(handle),
    ledger: readLedger(handle),
    orders: readOrders(handle),
    positions: readPositions(handle),
    riskMetrics: readRiskMetrics(handle),
    tradedListings: readTradedListings(handle),
    trades: readTrades(handle),
    tradingBooks: readBooks(handle),
    tradingSignals: readTradingSignals(handle),
  };
}

/** The same inside one transaction, for reading and writing. */
export function writeTrading(handle: Handle) {
  const read = readTrading(handle);
  return {
    ...read,
    accounts: { ...read.accounts, ...writeAccounts(handle) },
    accountSummaries: { ...read.accountSummaries, ...writeAccountSummaries(handle) },
    botDecisions: { ...read.botDecisions, ...writeBotDecisions(handle) },
    orders: { ...read.orders, ...writeOrders(handle) },
    positions: { ...read.positions, ...writePositions(handle) },
    riskMetrics: { ...read.riskMetrics, ...writeRiskMetrics(handle) },
    tradingBooks: { ...read.tradingBooks, ...writeBookings(handle) },
    tradingSignals: { ...read.tradingSignals, ...writeTradingSignals(handle) },
  };
}
