import type { Command } from '../kit/command.ts';
import { authUpstox } from './auth-upstox/command.ts';
import { calendarUpdate } from './calendar-update/command.ts';
import { configCheck, configShow } from './config/command.ts';
import { gaps } from './gaps/command.ts';
import { history } from './history/command.ts';
import { init } from './init/command.ts';
import { logs } from './logs/command.ts';
import { session } from './session/command.ts';
import { showCandles } from './show-candles/command.ts';
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
  showCandles,
  gaps,
  status,
  history,
  why,
  logs,
  session,
  enable,
  disable,
  calendarUpdate,
  configShow,
  configCheck,
  authUpstox,
];
