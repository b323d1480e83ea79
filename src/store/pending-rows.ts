import type { Instant } from '../core/market/instant.ts';
import type { ExchangeCode, InstrumentKind } from '../core/market/listing.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** A new instrument, as it is to be written. */
export interface NewInstrument {
  readonly id: number;
  readonly isin: string | null;
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly provisional: boolean;
  readonly listedOn: string | null;
}

/** A new series of an instrument. */
export interface NewListing {
  readonly id: number;
  readonly instrumentId: number;
  readonly exchange: ExchangeCode;
  readonly series: string;
}

/** An instrument that bears a symbol; the row of the same symbol and day is replaced. */
export interface NewBearing {
  readonly exchange: ExchangeCode;
  readonly symbol: string;
  readonly from: string;
  readonly to: string | null;
  readonly instrumentId: number;
  readonly series: string;
}

/** The name by which a source asks for an instrument. */
export interface NewSourceKey {
  readonly instrumentId: number;
  readonly source: string;
  readonly key: string;
}

const times = <Row>(rows: number, row: Row): Row[] => Array.from({ length: rows }, () => row);

/** Writes new instruments, in the order of their numbers, inside the caller's transaction. */
export function insertInstruments(
  { db, raw }: Handle,
  instruments: readonly NewInstrument[],
  at: Instant,
): void {
  const blank = {
    instrument_id: 0,
    isin: '',
    name: '',
    kind: '',
    provisional: 0,
    listed_on: '',
    first_seen_at: 0,
  };
  runBulk(
    raw,
    'new instruments',
    (rows) => db.insertInto('instruments').values(times(rows, blank)).compile(),
    instruments,
    7,
    (instrument, cells, offset) => {
      cells[offset] = instrument.id;
      cells[offset + 1] = instrument.isin;
      cells[offset + 2] = instrument.name;
      cells[offset + 3] = instrument.kind;
      cells[offset + 4] = instrument.provisional ? 1 : 0;
      cells[offset + 5] = instrument.listedOn;
      cells[offset + 6] = at;
    },
  );
}

/** Writes new listings, in the order of their numbers. */
export function insertListings({ db, raw }: Handle, listings: readonly NewListing[]): void {
  const blank = { listing_id: 0, instrument_id: 0, exchange: '', series: '' };
  runBulk(
    raw,
    'new listings',
    (rows) => db.insertInto('listings').values(times(rows, blank)).compile(),
    listings,
    4,
    (listing, cells, offset) => {
      cells[offset] = listing.id;
      cells[offset + 1] = listing.instrumentId;
      cells[offset + 2] = listing.exchange;
      cells[offset + 3] = listing.series;
    },
  );
}

/** Writes who bears which symbol. */
export function upsertBearings({ db, raw }: Handle, bearings: readonly NewBearing[]): void {
  const blank = {
    exchange: '',
    symbol: '',
    valid_from: '',
    valid_to: '',
    instrument_id: 0,
    series: '',
  };
  runBulk(
    raw,
    'bearings',
    (rows) =>
      db
        .insertInto('instrument_symbols')
        .values(times(rows, blank))
        .onConflict((conflict) =>
          conflict.columns(['exchange', 'symbol', 'valid_from']).doUpdateSet((expression) => ({
            valid_to: expression.ref('excluded.valid_to'),
            instrument_id: expression.ref('excluded.instrument_id'),
            series: expression.ref('excluded.series'),
          })),
        )
        .compile(),
    bearings,
    6,
    (bearing, cells, offset) => {
      cells[offset] = bearing.exchange;
      cells[offset + 1] = bearing.symbol;
      cells[offset + 2] = bearing.from;
      cells[offset + 3] = bearing.to;
      cells[offset + 4] = bearing.instrumentId;
      cells[offset + 5] = bearing.series;
    },
  );
}

function upsertSourceKeys({ db, raw }: Handle, keys: readonly NewSourceKey[]): void {
  const blank = { instrument_id: 0, source: '', source_key: '' };
  runBulk(
    raw,
    'source_keys',
    (rows) =>
      db
        .insertInto('source_keys')
        .values(times(rows, blank))
        .onConflict((conflict) =>
          conflict
            .columns(['instrument_id', 'source'])
            .doUpdateSet((expression) => ({ source_key: expression.ref('excluded.source_key') })),
        )
        .compile(),
    keys,
    3,
    ({ instrumentId, source, key }, cells, offset) => {
      cells[offset] = instrumentId;
      cells[offset + 1] = source;
      cells[offset + 2] = key;
    },
  );
}

/** New rows that wait to be written together. */
export interface PendingRows {
  addInstrument(facts: Omit<NewInstrument, 'id'>): number;
  addListing(facts: Omit<NewListing, 'id'>): number;
  addBearing(bearing: NewBearing): void;
  addSourceKey(key: NewSourceKey): void;
  /** Writes what waits: called before anything else looks at those tables. */
  flush(): void;
}

/** Gives out numbers and keeps the rows back; nobody else writes meanwhile. */
export async function pendingRows(handle: Handle, at: Instant): Promise<PendingRows> {
  const { db } = handle;
  const instrument = await db
    .selectFrom('instruments')
    .select(({ fn }) => fn.max('instrument_id').as('last'))
    .executeTakeFirst();
  const listing = await db
    .selectFrom('listings')
    .select(({ fn }) => fn.max('listing_id').as('last'))
    .executeTakeFirst();
  let [nextInstrument, nextListing] = [(instrument?.last ?? 0) + 1, (listing?.last ?? 0) + 1];
  let instruments: NewInstrument[] = [];
  let listings: NewListing[] = [];
  let bearings: NewBearing[] = [];
  let keys: NewSourceKey[] = [];
  return {
    addInstrument(facts) {
      const id = nextInstrument++;
      instruments.push({ id, ...facts });
      return id;
    },
    addListing(facts) {
      const id = nextListing++;
      listings.push({ id, ...facts });
      return id;
    },
    addBearing: (bearing) => void bearings.push(bearing),
    addSourceKey: (key) => void keys.push(key),
    flush() {
      insertInstruments(handle, instruments, at);
      insertListings(handle, listings);
      upsertBearings(handle, bearings);
      upsertSourceKeys(handle, keys);
      [instruments, listings, bearings, keys] = [[], [], [], []];
    },
  };
}
