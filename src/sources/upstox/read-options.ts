import { array, literal, nullish, number, object, string } from 'valibot';
import type { InferOutput } from 'valibot';
import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import { byStrike, impossibleContract } from '../../core/options/option-chain.ts';
import type { OptionContract, OptionType } from '../../core/options/option-chain.ts';
import type { ToldChain } from '../../ports/options.ts';
import { decoded, misshapen } from '../decode.ts';
import { told, toldCount, toldPrice } from '../told-figure.ts';

const FIGURE = nullish(number());
const CONTRACTS = object({
  status: literal('success'),
  data: array(object({ expiry: string(), instrument_key: string(), lot_size: number() })),
});
const SIDE = object({
  instrument_key: string(),
  market_data: object({
    ltp: FIGURE,
    volume: FIGURE,
    oi: FIGURE,
    prev_oi: FIGURE,
    bid_price: FIGURE,
    ask_price: FIGURE,
  }),
  option_greeks: nullish(
    object({ vega: FIGURE, theta: FIGURE, gamma: FIGURE, delta: FIGURE, iv: FIGURE }),
  ),
});
const CHAIN = object({
  status: literal('success'),
  data: array(
    object({
      expiry: string(),
      strike_price: number(),
      underlying_spot_price: FIGURE,
      call_options: nullish(SIDE),
      put_options: nullish(SIDE),
    }),
  ),
});
type Side = InferOutput<typeof SIDE>;

/** The contracts of an underlying. */
export interface ListedContracts {
  /** Soonest first. */
  readonly expiries: readonly SessionDate[];
  /** Units of one contract, by Upstox's key. */
  readonly lotOf: ReadonlyMap<string, number>;
}

/**
 * Reads the list of an underlying's contracts.
 *
 * @throws Failure `bad-data` naming the path of what is missing or of another type
 * @see https://upstox.com/developer/api-documentation/get-option-contracts (November 2026)
 */
export function readContracts(envelope: unknown): ListedContracts {
  const expiries = new Set<SessionDate>();
  const lotOf = new Map<string, number>();
  for (const [at, contract] of decoded(CONTRACTS, envelope).data.entries()) {
    const { expiry, instrument_key: key, lot_size: lot } = contract;
    if (!isSessionDate(expiry)) {
      throw misshapen(`data[${at}].expiry`, 'a date like 2026-11-24', expiry);
    }
    if (!(lot >= 1)) throw misshapen(`data[${at}].lot_size`, 'a lot of 1 or more', lot);
    expiries.add(expiry);
    lotOf.set(key, lot);
  }
  return { expiries: [...expiries].toSorted(), lotOf };
}

/** Greeks that are all zero were not reckoned. */
function greeksOf(side: Side): Pick<OptionContract, 'greeks'> {
  const { delta, gamma, theta, vega } = side.option_greeks ?? {};
  if (
    typeof delta !== 'number' ||
    typeof gamma !== 'number' ||
    typeof theta !== 'number' ||
    typeof vega !== 'number'
  ) {
    return {};
  }
  const reckoned = [gamma, theta, vega].some((figure) => figure !== 0);
  return reckoned ? { greeks: { delta, gamma, theta, vega } } : {};
}

/** Counts come in units: a lot's size makes contracts of them, and without it they are not told. */
function contractOf(
  strike: number,
  type: OptionType,
  side: Side,
  lot: number | undefined,
): OptionContract | string {
  const { market_data: market, option_greeks: greeks } = side;
  const inLots = (units: number | null | undefined): number | undefined => {
    const count = toldCount(units);
    return count === undefined || lot === undefined ? undefined : count / lot;
  };
  const strikePaise = paiseFromRupees(strike);
  if (strikePaise === undefined) return `strike ${strike} is no price`;
  const [open, before] = [inLots(market.oi), inLots(market.prev_oi)];
  const volatility = greeks?.iv;
  const contract: OptionContract = {
    strikePaise,
    type,
    ...told({
      lastPaise: toldPrice(market.ltp),
      bidPaise: toldPrice(market.bid_price),
      askPaise: toldPrice(market.ask_price),
      volume: inLots(market.volume),
      openInterest: open,
      openInterestChange: open === undefined || before === undefined ? undefined : open - before,
      volatilityRatio: volatility && volatility > 0 ? volatility / 100 : undefined,
    }),
    ...greeksOf(side),
  };
  return impossibleContract(contract) ?? contract;
}

/**
 * Reads a chain: one entry per strike, with a call, a put or both. It bears no time.
 *
 * @param asked underlying and expiry that were asked for
 * @returns absent when there is no such expiry: the list is empty
 * @throws Failure `bad-data` naming the path of what is missing, and for another expiry
 * @see https://upstox.com/developer/api-documentation/get-pc-option-chain (November 2026)
 */
export function readChain(
  envelope: unknown,
  asked: { readonly underlying: string; readonly expiry: SessionDate },
  lotOf: ReadonlyMap<string, number>,
): ToldChain | undefined {
  const { underlying, expiry } = asked;
  const rows = decoded(CHAIN, envelope).data;
  if (rows.length === 0) return undefined;
  const contracts: OptionContract[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    if (row.expiry !== expiry) throw misshapen(`data[${at}].expiry`, `"${expiry}"`, row.expiry);
    const sides = [
      ['CE', row.call_options],
      ['PE', row.put_options],
    ] as const;
    for (const [type, side] of sides) {
      if (!side) continue;
      const place = `data[${at}] ${type}`;
      const read = contractOf(row.strike_price, type, side, lotOf.get(side.instrument_key));
      const twice = seen.has(`${row.strike_price} ${type}`);
      seen.add(`${row.strike_price} ${type}`);
      if (typeof read === 'string') refused.push({ row: place, reason: read });
      else if (twice) refused.push({ row: place, reason: `${row.strike_price} is there twice` });
      else contracts.push(read);
    }
  }
  if (contracts.length === 0) {
    throw new Failure('bad-data', `expected contracts of ${underlying} ${expiry}, found none good`);
  }
  const spotPaise = toldPrice(rows[0]?.underlying_spot_price);
  return {
    chain: {
      underlying,
      expiry,
      ...(spotPaise === undefined ? {} : { spotPaise }),
      contracts: contracts.toSorted(byStrike),
    },
    refused,
  };
}
