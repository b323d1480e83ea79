import type { Command } from '../kit/command.ts';
import {
  accountCreate,
  accountDemerge,
  accountDeposit,
  accountList,
  accountShow,
  accountWithdraw,
} from './account/command.ts';
import { authUpstox } from './auth-upstox/command.ts';
import { backupList } from './backup-list/command.ts';
import { backupPrune } from './backup-prune/command.ts';
import { backupVerify } from './backup-verify/command.ts';
import { calendarUpdate } from './calendar-update/command.ts';
import { completion } from './completion/command.ts';
import { configCheck, configShow } from './config/command.ts';
import { factorAdd, factorRemove } from './factor/command.ts';
import { doctor } from './doctor/command.ts';
import { gaps } from './gaps/command.ts';
import { history } from './history/command.ts';
import { init } from './init/command.ts';
import { logs } from './logs/command.ts';
import {
  orderBuy,
  orderCancel,
  orderList,
  orderModify,
  orderSell,
  orderShow,
} from './order/command.ts';
import { metrics } from './metrics/command.ts';
import { notifyDigest } from './notify-digest/command.ts';
import { notifyFlush } from './notify-flush/command.ts';
import { notifyList } from './notify-list/command.ts';
import { notifyTest } from './notify-test/command.ts';
import { notifyUnit } from './notify-unit/command.ts';
import { restore } from './restore/command.ts';
import {
  rulesAdd,
  rulesDisable,
  rulesEdit,
  rulesEnable,
  rulesExport,
  rulesImport,
  rulesList,
  rulesRemove,
  rulesShow,
  rulesTest,
} from './rules/command.ts';
import { scheduleDiff } from './schedule-diff/command.ts';
import { scheduleInstall } from './schedule-install/command.ts';
import { scheduleList } from './schedule-list/command.ts';
import { scheduleRemove } from './schedule-remove/command.ts';
import { scheduleRender } from './schedule-render/command.ts';
import { scheduleVerify } from './schedule-verify/command.ts';
import { session } from './session/command.ts';
import { showAlerts } from './show-alerts/command.ts';
import { showAnnouncements } from './show-announcements/command.ts';
import { showBacktest } from './show-backtest/command.ts';
import { showCandles } from './show-candles/command.ts';
import { showCorpActions } from './show-corp-actions/command.ts';
import { showDecisions } from './show-decisions/command.ts';
import { showDelivery } from './show-delivery/command.ts';
import { showDeals } from './show-deals/command.ts';
import { showEarnings } from './show-earnings/command.ts';
import { showExtremes } from './show-extremes/command.ts';
import { showFactors } from './show-factors/command.ts';
import { showFlows } from './show-flows/command.ts';
import { showGains } from './show-gains/command.ts';
import { showIndex } from './show-index/command.ts';
import { showLedger } from './show-ledger/command.ts';
import { showOptions } from './show-options/command.ts';
import { showOrders } from './show-orders/command.ts';
import { showPerformance } from './show-performance/command.ts';
import { showPositions } from './show-positions/command.ts';
import { showHits } from './show-hits/command.ts';
import { showPatterns } from './show-patterns/command.ts';
import { showQuotes } from './show-quotes/command.ts';
import { showNews } from './show-news/command.ts';
import { showIndexValues } from './show-index-values/command.ts';
import { showIndicators } from './show-indicators/command.ts';
import { showInstrument } from './show-instrument/command.ts';
import { showScreenColumns } from './show-screen-columns/command.ts';
import { showScreen } from './show-screen/command.ts';
import { showSectors } from './show-sectors/command.ts';
import { showRisk } from './show-risk/command.ts';
import { showSignals } from './show-signals/command.ts';
import { showTrades } from './show-trades/command.ts';
import { showSentiment } from './show-sentiment/command.ts';
import { serve } from './serve/command.ts';
import { status } from './status/command.ts';
import { disable, enable } from './switch/command.ts';
import { watchAdd, watchList, watchRemove } from './watch/command.ts';
import { why } from './why/command.ts';

/** Every command that is no job, in the order in which the help names them. */
export const COMMANDS: readonly Command[] = [
  init,
  watchAdd,
  watchRemove,
  watchList,
  rulesAdd,
  rulesList,
  rulesShow,
  rulesEdit,
  rulesRemove,
  rulesEnable,
  rulesDisable,
  rulesImport,
  rulesExport,
  rulesTest,
  showCandles,
  showInstrument,
  showDelivery,
  showIndexValues,
  showQuotes,
  showOptions,
  showIndex,
  showSectors,
  showCorpActions,
  showFactors,
  factorAdd,
  factorRemove,
  showAnnouncements,
  showEarnings,
  showNews,
  showSentiment,
  showDeals,
  showFlows,
  showExtremes,
  accountCreate,
  accountList,
  accountShow,
  accountDeposit,
  accountWithdraw,
  accountDemerge,
  orderBuy,
  orderSell,
  orderCancel,
  orderModify,
  orderList,
  orderShow,
  showPositions,
  showPerformance,
  showOrders,
  showTrades,
  showLedger,
  showGains,
  showSignals,
  showDecisions,
  showRisk,
  showAlerts,
  showPatterns,
  showScreen,
  showBacktest,
  showScreenColumns,
  showHits,
  showIndicators,
  gaps,
  doctor,
  status,
  serve,
  history,
  why,
  logs,
  metrics,
  notifyUnit,
  notifyTest,
  notifyList,
  notifyFlush,
  notifyDigest,
  session,
  enable,
  disable,
  scheduleList,
  scheduleRender,
  scheduleVerify,
  scheduleInstall,
  scheduleDiff,
  scheduleRemove,
  backupList,
  backupVerify,
  backupPrune,
  restore,
  calendarUpdate,
  completion,
  configShow,
  configCheck,
  authUpstox,
];
