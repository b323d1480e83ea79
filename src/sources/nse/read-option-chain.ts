import { array, nullish, number, object, string, union, unknown } from 'valibot';
import type { InferOutput } from 'valibot';
import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { byStrike, impossibleContract } from '../../core/options/option-chain.ts';
import type { OptionContract, OptionType } from '../../core/options/option-chain.ts';
import type { OptionExpiries, ToldChain } from '../../ports/options.ts';
import { decoded, jsonOf, listAt, misshapen } from '../decode.ts';
import { told, toldCount, toldPrice } from '../told-figure.ts';
import { dayOf, momentOf } from './filing-fields.ts';

const FIGURE = nullish(number());
/** Version 3 calls the best bid and offer by other names than the answer that it replaced. */
const LEG = object({
  lastPrice: number(),
  openInterest: number(),
  changeinOpenInterest: number(),
  totalTradedVolume: number(),
  impliedVolatility: number(),
  bidprice: FIGURE,
  askPrice: FIGURE,
  buyPrice1: FIGURE,
  sellPrice1: FIGURE,
});
const ROW = object({
  strikePrice: union([number(), string()]),
  expiryDate: nullish(string()),
  expiryDates: nullish(string()),
  CE: nullish(LEG),
  PE: nullish(LEG),
});
const ANSWER = object({
  records: object({
    timestamp: string(),
    underlyingValue: FIGURE,
    expiryDates: array(string()),
    data: unknown(),
  }),
});
const CONTRACT_INFO = object({ expiryDates: array(string()) });
type Leg = InferOutput<typeof LEG>;

interface ChainInTheMaking {
  readonly contracts: OptionContract[];
  readonly refused: RefusedRow[];
  readonly seen: Set<string>;
}

/** NSE answers `{}`, or records without anything in them, while it turns a client away or is down. */
function refuseEmpty(value: unknown, what: string): void {
  const whole = typeof value === 'object' && value !== null ? value : { other: value };
  const records: unknown = 'records' in whole ? whole.records : whole;
  const empty = (thing: unknown): boolean =>
    typeof thing === 'object' && thing !== null && Object.keys(thing).length === 0;
  if (!empty(whole) && !empty(records)) return;
  throw new Failure(
    'not-yet',
    `expected ${what} from NSE, found an empty answer, which it gives while it turns clients away or is down; run again later`,
  );
}

/** @throws Failure `bad-data` naming the place that is no day */
function expiriesOf(texts: readonly string[], path: string): SessionDate[] {
  const days = texts.map((text, at) => {
    const day = dayOf(text);
    if (!day) throw misshapen(`${path}[${at}]`, 'a date like 24-Nov-2026', text);
    return day;
  });
  return [...new Set(days)].toSorted();
}

function contractOf(strikePaise: Paise, type: OptionType, leg: Leg): OptionContract | string {
  const contract: OptionContract = {
    strikePaise,
    type,
    ...told({
      lastPaise: toldPrice(leg.lastPrice),
      bidPaise: toldPrice(leg.bidprice ?? leg.buyPrice1),
      askPaise: toldPrice(leg.askPrice ?? leg.sellPrice1),
      volume: toldCount(leg.totalTradedVolume),
      openInterest: toldCount(leg.openInterest),
      openInterestChange: toldCount(leg.changeinOpenInterest),
      volatilityRatio: leg.impliedVolatility > 0 ? leg.impliedVolatility / 100 : undefined,
    }),
  };
  return impossibleContract(contract) ?? contract;
}

function takeRow(row: InferOutput<typeof ROW>, place: string, chain: ChainInTheMaking): void {
  const strikePaise = paiseFromRupees(Number(row.strikePrice));
  for (const type of ['CE', 'PE'] as const) {
    const leg = row[type];
    if (!leg) continue;
    const key = `${row.strikePrice} ${type}`;
    const read =
      strikePaise === undefined
        ? `strike ${row.strikePrice} is no price`
        : contractOf(strikePaise, type, leg);
    if (typeof read === 'string') chain.refused.push({ row: `${place}.${type}`, reason: read });
    else if (chain.seen.has(key)) {
      chain.refused.push({ row: `${place}.${type}`, reason: `${key} is there twice` });
    } else chain.contracts.push(read);
    chain.seen.add(key);
  }
}

function chainsOf(
  rows: readonly unknown[],
  underlying: string,
  at: Instant,
  spotPaise: Paise | undefined,
): ToldChain[] {
  const made = new Map<SessionDate, ChainInTheMaking>();
  for (const [index, value] of rows.entries()) {
    const place = `records.data[${index}]`;
    const row = decoded(ROW, value, place);
    const text = row.expiryDate ?? row.expiryDates;
    const expiry = dayOf(text);
    if (!expiry) throw misshapen(`${place}.expiryDate`, 'a date like 24-Nov-2026', text);
    const chain = made.get(expiry) ?? { contracts: [], refused: [], seen: new Set<string>() };
    made.set(expiry, chain);
    takeRow(row, place, chain);
  }
  return [...made].map(([expiry, { contracts, refused }]) => ({
    chain: {
      underlying,
      expiry,
      at,
      ...(spotPaise === undefined ? {} : { spotPaise }),
      contracts: contracts.toSorted(byStrike),
    },
    refused,
  }));
}

/**
 * Reads an answer with option chains: one expiry in version 3, every expiry in the one before. Open
 * interest and volume are contracts; the time is the exchange's.
 *
 * @returns expiries soonest first, and the chains that are in it
 * @throws Failure `not-yet` for an empty answer, `bad-data` naming the path of what is missing
 * @see https://www.nseindia.com/api/option-chain-indices, an answer of 3 May 2023, retired in
 *   December 2025; /api/option-chain-v3 as others read it in 2026
 */
export function readOptionChains(body: Uint8Array, underlying: string): OptionExpiries {
  const value = jsonOf(body);
  refuseEmpty(value, `option chains of ${underlying}`);
  const { records } = decoded(ANSWER, value);
  const at = momentOf(records.timestamp);
  if (!at) {
    throw misshapen('records.timestamp', 'a time like 03-May-2023 15:30:00', records.timestamp);
  }
  const rows = listAt(records.data, 'records.data');
  return {
    expiries: expiriesOf(records.expiryDates, 'records.expiryDates'),
    chains: chainsOf(rows, underlying, at, toldPrice(records.underlyingValue)),
  };
}

/**
 * Reads the expiries of an underlying, soonest first; empty when it has no options.
 *
 * @throws Failure as `readOptionChains` does
 * @see https://www.nseindia.com/api/option-chain-contract-info, as others read it in 2026
 */
export function readContractInfo(body: Uint8Array, underlying: string): SessionDate[] {
  const value = jsonOf(body);
  refuseEmpty(value, `expiries of ${underlying}`);
  return expiriesOf(decoded(CONTRACT_INFO, value).expiryDates, 'expiryDates');
}
