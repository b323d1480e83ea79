import { TABLE_RETENTION, cutoffOf } from '../../core/retention/table-retention.ts';
import type { RetentionDays } from '../../core/retention/table-retention.ts';
import { instant } from '../../core/market/instant.ts';
import type { Context } from '../../kit/context.ts';
import type { PastRows } from '../../store/past-rows.ts';

/** Rows of one transaction: a few milliseconds for which others wait. */
const BATCH_ROWS = 2000;
/** Owners that are looked through between two steps. */
const STEP_OWNERS = 500;

/** Rows of one table, or of one owner in it, that are past their time. */
interface DueRows {
  readonly past: PastRows;
  readonly rows: number;
}

/** What is past its time, by table, and how old runs without work may get. */
export interface DuePlan {
  readonly parts: readonly DueRows[];
  /** Together. */
  readonly rows: number;
}

/** What pruning came to. */
export interface Pruned {
  /** Rows removed, by table. */
  readonly byTable: Readonly<Record<string, number>>;
  /** The longest time for which others were kept from writing, milliseconds. */
  readonly longestMs: number;
}

function daysOf({ settings }: Context): RetentionDays {
  return {
    intraday: settings['retention.intraday_days'],
    daily: settings['retention.daily_days'],
    filings: settings['retention.filings_days'],
    history: settings['retention.history_days'],
    cache: settings['retention.cache_days'],
  };
}

/** Counts what is past its time; rows with an owner are found by their key, owner by owner. */
export async function measureDue(ctx: Context): Promise<DuePlan> {
  const { pastRows } = ctx.store;
  const [days, now] = [daysOf(ctx), ctx.clock.now()];
  const owners = {
    listing_id: await pastRows.owners('listing_id'),
    instrument_id: await pastRows.owners('instrument_id'),
  };
  const parts: DueRows[] = [];
  for (const rule of TABLE_RETENTION) {
    ctx.step();
    const cutoff = cutoffOf(rule, days, now);
    if (cutoff === undefined) continue;
    const asked = rule.owner
      ? owners[rule.owner].map((owner) => ({ rule, cutoff, owner }))
      : [{ rule, cutoff }];
    for (const [place, past] of asked.entries()) {
      if (place % STEP_OWNERS === 0) ctx.step();
      const rows = await pastRows.count(past);
      if (rows > 0) parts.push({ past, rows });
    }
  }
  return { parts, rows: parts.reduce((sum, { rows }) => sum + rows, 0) };
}

/** Removes what was counted, a batch in each transaction. */
export async function prune(ctx: Context, { parts, rows }: DuePlan): Promise<Pruned> {
  const byTable: Record<string, number> = {};
  const queue = parts.map(({ past, rows: left }) => ({ past, left }));
  let [longestMs, done] = [0, 0];
  while (queue.length > 0) {
    ctx.step();
    let began = 0;
    await ctx.store.write(async ({ pastRows }) => {
      began = ctx.pacer.monotonicMs();
      let room = BATCH_ROWS;
      for (let part = queue[0]; part && room > 0; part = queue[0]) {
        const removed = await pastRows.remove(part.past, Math.min(room, part.left));
        const { table } = part.past.rule;
        byTable[table] = (byTable[table] ?? 0) + removed;
        part.left -= removed;
        room -= removed;
        done += removed;
        if (part.left <= 0 || removed === 0) queue.shift();
      }
    });
    longestMs = Math.max(longestMs, Math.round(ctx.pacer.monotonicMs() - began));
    ctx.progress.update('rows', Math.min(done, rows), rows);
  }
  return { byTable, longestMs };
}

/** Removes old runs that had nothing to do. @returns how many */
export async function pruneIdleRuns(ctx: Context): Promise<number> {
  const before = instant(ctx.clock.now() - ctx.settings['runs.keep_noop_days'] * 86_400);
  return ctx.store.write(({ runs }) => runs.pruneIdle(before));
}
