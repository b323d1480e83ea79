import { laterOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { BAR_COLUMNS, screenRow } from '../../core/screen/columns.ts';
import { analyse } from '../../feed/analyse.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { ScreenRow } from '../../store/screen.ts';
import { gather } from './gather.ts';
import { screenTask } from './task.ts';

const EXCHANGE = 'XNSE';
/** Sessions that are done together: what stands beside the prices is in memory for as many. */
const CHUNK_SESSIONS = 10;

/** What came of computing. */
export interface Computed {
  readonly rows: number;
  readonly changed: number;
  readonly instruments: number;
  /** Those that have rows now, oldest first. */
  readonly sessions: readonly SessionDate[];
}

/** The sessions that are asked for, oldest first. */
async function sessionsOf(ctx: Context, selection: AnalysisSelection): Promise<SessionDate[]> {
  const { sessions: wanted, until, instruments } = selection;
  const oldest = await ctx.store.dailyBars.oldestSession(instruments);
  if (oldest === undefined) return [];
  const first = wanted.from === undefined ? oldest : laterOf(wanted.from, oldest);
  return ctx
    .calendar(EXCHANGE)
    .sessions(first, until)
    .map(({ session }) => session)
    .filter((session) => !wanted.only || wanted.only.has(session));
}

/** Rows in the order of their key, so that each page of the table is touched once. */
function inKeyOrder(rows: ScreenRow[]): ScreenRow[] {
  return rows.sort((a, b) =>
    a.session === b.session ? a.instrumentId - b.instrumentId : a.session < b.session ? -1 : 1,
  );
}

/** Computes the rows of the selected instruments in some sessions. */
async function rowsOf(
  ctx: Context,
  selection: AnalysisSelection,
  sessions: readonly [SessionDate, ...SessionDate[]],
  known: SessionDate,
): Promise<ScreenRow[]> {
  const [from] = sessions;
  const to = sessions.at(-1) ?? from;
  const facts = await gather(ctx, selection.instruments, { from, to, known });
  const instruments = new Map(selection.instruments.map((one) => [one.instrumentId, one]));
  const rows: ScreenRow[] = [];
  const part = { ...selection, sessions: { only: new Set(sessions) } };
  await analyse(ctx, part, screenTask, async (piece) => {
    for (const { instrumentId, sessions: own, values } of piece) {
      const instrument = instruments.get(instrumentId);
      if (!instrument) continue;
      for (const [place, session] of own.entries()) {
        const width = BAR_COLUMNS.length;
        const bars = values.subarray(place * width, (place + 1) * width);
        const row = screenRow(bars, facts(instrument, session));
        rows.push({ instrumentId, session, values: row });
      }
    }
  });
  return inKeyOrder(rows);
}

/** Computes and keeps the rows of a selection, some sessions at a time. */
export async function compute(ctx: Context, selection: AnalysisSelection): Promise<Computed> {
  const sessions = await sessionsOf(ctx, selection);
  const known = selection.until;
  const seen = new Set<number>();
  let [rows, changed] = [0, 0];
  const computed = new Set<SessionDate>();
  for (let place = 0; place < sessions.length; place += CHUNK_SESSIONS) {
    ctx.step();
    const [first, ...others] = sessions.slice(place, place + CHUNK_SESSIONS);
    if (first === undefined) break;
    const made = await rowsOf(ctx, selection, [first, ...others], known);
    for (const { instrumentId, session } of made) {
      seen.add(instrumentId);
      computed.add(session);
    }
    rows += made.length;
    if (made.length === 0) continue;
    changed += await ctx.store.write(async (books) => books.screen.save(made));
  }
  return { rows, changed, instruments: seen.size, sessions: [...computed] };
}
