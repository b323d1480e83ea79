import type { Database, Statement } from 'better-sqlite3';
import { takeColumn } from '../core/analysis/column-pool.ts';
import type { ColumnPool } from '../core/analysis/column-pool.ts';
import type { KeptColumns } from '../core/analysis/kept-columns.ts';
import type { SessionDate } from '../core/market/session-date.ts';

/** The aggregate's name in SQL. */
const INTO_COLUMNS = 'into_columns';
const INTO_CLOSES = 'into_closes';
/** Characters of a session. */
const SESSION_LENGTH = 10;
/** Texts of sessions that are remembered: most instruments were dealt in on the same days. */
const KNOWN_TEXTS = 64;
const PAISE = 100;

/** Pages are read once, one after the other: a larger cache is only more memory to fill. */
const SCAN_CACHE_KIB = 2048;

/** Rows of the listing that is being read; its columns are replaced when a longer one comes. */
interface Scratch {
  columns: readonly Float64Array[];
  rows: number;
}

/** How many of the rows are adjusted by their source, and the sessions of all, as one text. */
type ReadRows = readonly [rows: number, adjusted: number | null, sessions: string | null];

/** The sessions of all rows, and the bases of all, each as one text. */
type ReadBases = readonly [sessions: string | null, bases: string | null];

/** What reads whole listings over one connection. From a session on; from "" on all. */
export interface ColumnReader {
  readonly rowsSince: Statement<[number, string], ReadRows>;
  /** Fills close and volume, and leaves the other columns as they are. */
  readonly closesSince: Statement<[number, string], ReadRows>;
  /** 0 raw, 1 split-adjusted by the source: few listings have any of these. */
  readonly basesSince: Statement<[number, string], ReadBases>;
  readonly scratch: Scratch;
  /** Of nothing but NaN: the columns that `closesSince` leaves out. */
  absent: Float64Array;
  readonly sessions: Map<string, readonly SessionDate[]>;
  /** Of the listing before: its text need not be looked up. */
  last: { readonly text: string; readonly sessions: readonly SessionDate[] };
}

function longer(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const made = new Float64Array(length);
  made.set(column);
  return made;
}

/**
 * Rows go straight from SQLite into columns, through an aggregate: three times as fast as rows in
 * arrays, and nothing for the collector. Sessions come as one text. Rows come in the order of the key,
 * session and basis: to ask for it would cost a fifth more, so the sessions are looked at instead.
 * Every argument of a step costs as much as a sixth of the row itself: what few rows have is asked
 * apart.
 */
function makeReader(raw: Database): ColumnReader {
  raw.pragma(`cache_size = ${-SCAN_CACHE_KIB}`);
  let [opens, highs, lows, closes, volumes] = [
    new Float64Array(),
    new Float64Array(),
    new Float64Array(),
    new Float64Array(),
    new Float64Array(),
  ];
  const scratch: Scratch = { columns: [], rows: 0 };
  const grow = (): void => {
    const length = Math.max(2048, 2 * closes.length);
    opens = longer(opens, length);
    highs = longer(highs, length);
    lows = longer(lows, length);
    closes = longer(closes, length);
    volumes = longer(volumes, length);
    scratch.columns = [opens, highs, lows, closes, volumes];
  };
  const start = (): number => {
    scratch.rows = 0;
    return 0;
  };
  // Gives nothing back: the driver would keep it after every row.
  const step = (
    _: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void => {
    const place = scratch.rows;
    if (place >= closes.length) grow();
    opens[place] = open / PAISE;
    highs[place] = high / PAISE;
    lows[place] = low / PAISE;
    closes[place] = close / PAISE;
    volumes[place] = volume;
    scratch.rows = place + 1;
  };
  // The driver's types know aggregates of one argument only; it takes as many as the step has.
  raw.aggregate<number>(INTO_COLUMNS, {
    start,
    step: step as (none: number) => void,
    result: () => scratch.rows,
  });
  const stepOfClose = (_: number, close: number, volume: number): void => {
    const place = scratch.rows;
    if (place >= closes.length) grow();
    closes[place] = close / PAISE;
    volumes[place] = volume;
    scratch.rows = place + 1;
  };
  raw.aggregate<number>(INTO_CLOSES, {
    start,
    step: stepOfClose as (none: number) => void,
    result: () => scratch.rows,
  });
  const rowsOf = (filled: string): Statement<[number, string], ReadRows> =>
    raw
      .prepare<[number, string], ReadRows>(
        `SELECT ${filled}, sum(basis), group_concat(session, '')
         FROM candles_1d WHERE listing_id = ? AND session >= ?`,
      )
      .raw();
  return {
    rowsSince: rowsOf(`${INTO_COLUMNS}(open_paise, high_paise, low_paise, close_paise, volume)`),
    closesSince: rowsOf(`${INTO_CLOSES}(close_paise, volume)`),
    basesSince: raw
      .prepare<[number, string], ReadBases>(
        `SELECT group_concat(session, ''), group_concat(basis, '')
         FROM candles_1d WHERE listing_id = ? AND session >= ?`,
      )
      .raw(),
    scratch,
    absent: new Float64Array(),
    sessions: new Map(),
    last: { text: '', sessions: [] },
  };
}

/** Readers live as long as their connection. */
const READERS = new WeakMap<Database, ColumnReader>();

/** The reader of a connection. */
export function columnReader(raw: Database): ColumnReader {
  const known = READERS.get(raw);
  if (known) return known;
  const made = makeReader(raw);
  READERS.set(raw, made);
  return made;
}

function sessionsIn(text: string, reader: ColumnReader): readonly SessionDate[] {
  if (text === reader.last.text) return reader.last.sessions;
  const known = reader.sessions;
  const sessions = known.get(text) ?? readSessions(text);
  if (known.size >= KNOWN_TEXTS) known.clear();
  known.set(text, sessions);
  reader.last = { text, sessions };
  return sessions;
}

function readSessions(text: string): SessionDate[] {
  const sessions: SessionDate[] = [];
  for (let at = 0; at < text.length; at += SESSION_LENGTH) {
    const session = text.slice(at, at + SESSION_LENGTH) as SessionDate;
    if (session < (sessions.at(-1) ?? ''))
      throw new Error('candles came in another order than asked');
    sessions.push(session);
  }
  return sessions;
}

/** A listing that is read. */
interface ReadListing {
  readonly listingId: number;
  readonly series: string;
}

/** What was just read, each column by its place in the scratch. */
function keptColumns(
  reader: ColumnReader,
  { series }: ReadListing,
  row: ReadRows | undefined,
  to: SessionDate,
  take: (column: Float64Array, place: number, count: number) => Float64Array,
): KeptColumns {
  const all = sessionsIn(row?.[2] ?? '', reader);
  // Most often there is nothing later; to compare each row with the day would cost more.
  const last = all.at(-1);
  const sessions = last === undefined || last <= to ? all : all.filter((session) => session <= to);
  const count = sessions.length;
  const none = new Float64Array();
  const [open = none, high = none, low = none, close = none, volume = none] =
    reader.scratch.columns.map((column, place) => take(column, place, count));
  return { series, sessions, open, high, low, close, volume };
}

const hasAdjusted = (row: ReadRows | undefined): boolean => (row?.[1] ?? 0) > 0;

/**
 * A listing's daily bars as they are kept.
 *
 * @param from first session; absent: from the first that is kept
 * @param to last session that may be looked at
 * @param pool of columns to be filled; absent: they are made
 */
export function columnsOf(
  reader: ColumnReader,
  listing: ReadListing,
  from: SessionDate | undefined,
  to: SessionDate,
  pool: ColumnPool | undefined,
): KeptColumns {
  const since = from ?? '';
  const { listingId } = listing;
  const row = reader.rowsSince.get(listingId, since);
  const bases = hasAdjusted(row) ? reader.basesSince.get(listingId, since) : undefined;
  // Another process has written between the two questions: the bases are those of other rows.
  if (bases && bases[0] !== row?.[2]) return columnsOf(reader, listing, from, to, pool);
  const kept = keptColumns(reader, listing, row, to, (column, _, count) => {
    if (!pool) return column.slice(0, count);
    const taken = takeColumn(pool, count);
    taken.set(column.subarray(0, count));
    return taken;
  });
  const { length } = kept.sessions;
  if (!bases || length === 0) return kept;
  return { ...kept, basis: Uint8Array.from((bases[1] ?? '').slice(0, length), Number) };
}

/** Open, high and low among the columns: `closesOf` does not read them. */
const PRICES_BESIDE_CLOSE = 3;

/**
 * As `columnsOf`, but of prices only the close is asked for: the other columns hold NaN where leaving
 * them out is faster.
 */
export function closesOf(
  reader: ColumnReader,
  listing: ReadListing,
  from: SessionDate,
  to: SessionDate,
): KeptColumns {
  const row = reader.closesSince.get(listing.listingId, from);
  // Whether a factor is in adjusted rows already is judged by their opens.
  if (hasAdjusted(row)) return columnsOf(reader, listing, from, to, undefined);
  return keptColumns(reader, listing, row, to, (column, place, count) => {
    if (place >= PRICES_BESIDE_CLOSE) return column.slice(0, count);
    if (reader.absent.length !== count) reader.absent = new Float64Array(count).fill(Number.NaN);
    return reader.absent;
  });
}
