import type { BotPlan } from '../core/bot/bot-plan.ts';
import type { Calendar } from '../core/calendar/calendar.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { TargetPlan } from '../core/rebalance/target-plan.ts';
import type { Settings } from '../config/settings.ts';
import type { Clock, Pacer } from '../ports/clock.ts';
import type {
  AnnouncementSource,
  CorporateActionSource,
  MeetingSource,
} from '../ports/corporate-actions.ts';
import type { EndOfDaySource } from '../ports/end-of-day.ts';
import type { Files } from '../ports/files.ts';
import type { FlowSource } from '../ports/flows.ts';
import type { HolidaySource } from '../ports/holidays.ts';
import type { IndexSource } from '../ports/indices.ts';
import type { InParallel } from '../ports/in-parallel.ts';
import type { JobProcesses } from '../ports/job-processes.ts';
import type { Log, Progress } from '../ports/log.ts';
import type { NewsSource } from '../ports/news.ts';
import type { OptionChainSource } from '../ports/options.ts';
import type { InstrumentSource, PriceSource } from '../ports/prices.ts';
import type { QuoteSource } from '../ports/quotes.ts';
import type { Workers } from '../ports/workers.ts';
import type { Random } from '../ports/random.ts';
import type { SentimentModel } from '../ports/sentiment.ts';
import type { Store } from '../store/store.ts';
import type { Paths } from './command.ts';

/** Where data comes from, most wanted first in each list. */
export interface Sources {
  readonly prices: readonly PriceSource[];
  readonly quotes: readonly QuoteSource[];
  readonly options: readonly OptionChainSource[];
  readonly instruments: readonly InstrumentSource[];
  readonly holidays: readonly HolidaySource[];
  readonly indices: IndexSource;
  /** Lists of securities beside that of the main board. */
  readonly furtherLists: readonly InstrumentSource[];
  /** What is published after a session beside its prices. */
  readonly endOfDay: EndOfDaySource;
  readonly flows: FlowSource;
  /** NSE's and BSE's; a feed stands behind the list that it can stand in for. */
  readonly corporateActions: readonly CorporateActionSource[];
  readonly announcements: readonly AnnouncementSource[];
  /** All are asked: each knows what others do not. */
  readonly meetings: readonly MeetingSource[];
  /** All are asked: papers write what they like. */
  readonly news: readonly NewsSource[];
  /** Loads the model of the settings' folder; absent: none is set up. */
  readonly headlineModel?: () => Promise<SentimentModel>;
  /** Requests sent so far, retries included. */
  requestCount(): number;
}

/** The run that is going on. */
export interface CurrentRun {
  readonly id: string;
  readonly job: string;
  readonly dryRun: boolean;
  readonly sandbox: boolean;
  /** `--force`: for jobs that have precautions of their own. */
  readonly force: boolean;
}

/** All that is outside a job. Nothing else is reached for. */
export interface Context {
  readonly run: CurrentRun;
  /** What the job takes for now: the as-of moment, or the wall's. */
  readonly clock: Clock;
  /** Real time, for what happens between machines: history of requests, age of answers. */
  readonly wall: Clock;
  readonly pacer: Pacer;
  readonly random: Random;
  readonly store: Store;
  readonly sources: Sources;
  readonly settings: Settings;
  /** Strategies that trade on accounts; absent: none is configured. */
  readonly bots?: readonly BotPlan[];
  /** Accounts that are to have certain weights; absent: none is configured. */
  readonly targets?: readonly TargetPlan[];
  /** Where things lie, for the few jobs that work on files themselves. */
  readonly paths: Paths;
  readonly files: Files;
  readonly log: Log;
  readonly progress: Progress;
  readonly inParallel: InParallel;
  /** Threads for work that is worth them; absent: everything is done here. */
  readonly workers?: Workers;
  /** Other jobs, in processes of their own: the steps of a chain. */
  readonly processes: JobProcesses;
  /** The text of the library that draws charts in pages, with its licence's notice. */
  readonly chartLibrary: () => Promise<string>;
  /** Aborts when a signal asks the run to end; its reason is a Failure `stopped`. */
  readonly signal: AbortSignal;
  calendar(exchange: ExchangeCode): Calendar;
  /** Called between steps. @throws Failure `stopped` once a signal has asked the run to end */
  step(): void;
  /** A sentence for the person: logged as a warning and told in the run's report. */
  warn(sentence: string): void;
}
