import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import type { Market } from '../market.ts';
import {
  belowNothing,
  optionChain,
  optionExpiries,
  optionUnderlying,
} from '../options/option-market.ts';
import type {
  OptionUnderlying,
  SandboxChain,
  SandboxLeg,
  SandboxStrike,
} from '../options/option-market.ts';
import { upstoxRefusal } from './refusals.ts';
import { withToken } from './token.ts';

const JSON_KIND = { contentType: 'application/json' } as const;

function underlyingOf({ query }: Asked): OptionUnderlying | undefined {
  const key = query.get('instrument_key');
  const named = [...sandboxIndices, ...sandboxCompanies].find(({ upstoxKey }) => upstoxKey === key);
  return named && optionUnderlying(named.symbol);
}

/** The exchange's number of a contract, made of what it is. */
function keyOf(
  { instrument }: OptionUnderlying,
  expiry: SessionDate,
  strike: number,
  type: string,
) {
  const day = expiry.replaceAll('-', '').slice(2);
  return `NSE_FO|${instrument.token}${day}${strike / 100}${type === 'CE' ? 1 : 2}`;
}

function contractFields(chain: SandboxChain): object[] {
  const { underlying, expiry } = chain;
  const { instrument, lot } = underlying;
  return chain.strikes.flatMap(({ strikePaise, legs }) =>
    legs.map(({ type }) => ({
      name: instrument.symbol,
      segment: 'NSE_FO',
      exchange: 'NSE',
      expiry,
      weekly: true,
      instrument_key: keyOf(underlying, expiry, strikePaise, type),
      exchange_token: keyOf(underlying, expiry, strikePaise, type).slice(7),
      trading_symbol: `${instrument.symbol} ${strikePaise / 100} ${type} ${expiry}`,
      tick_size: 5,
      lot_size: lot,
      instrument_type: type,
      freeze_quantity: lot * 24,
      underlying_key: instrument.upstoxKey,
      underlying_type: instrument.kind === 'index' ? 'INDEX' : 'EQUITY',
      underlying_symbol: instrument.symbol,
      strike_price: strikePaise / 100,
      minimum_lot: lot,
    })),
  );
}

function contracts(market: Market, asked: Asked): Answer {
  const underlying = underlyingOf(asked);
  if (!underlying) return upstoxRefusal(400, 'UDAPI1087', 'Invalid instrument key');
  const only = asked.query.get('expiry_date');
  const rows = optionExpiries(market.calendar, asked.now)
    .filter((expiry) => only === null || expiry === only)
    .flatMap((expiry) => {
      const chain = optionChain(market, underlying, expiry, asked.now);
      return chain ? contractFields(chain) : [];
    });
  const encode = (data: readonly object[]): string => JSON.stringify({ status: 'success', data });
  return dataOf(rows, encode, { ...JSON_KIND, keyWord: 'lot_size' });
}

/** Counts are in units, a lot's size times the contracts. */
function sideOf(chain: SandboxChain, row: SandboxStrike, leg: SandboxLeg): object {
  const { underlying, expiry } = chain;
  const units = (count: number): number => count * underlying.lot;
  const { value, volatility } = row;
  return {
    instrument_key: keyOf(underlying, expiry, row.strikePaise, leg.type),
    market_data: {
      ltp: leg.last / 100,
      volume: units(leg.volume),
      oi: units(leg.openInterest),
      close_price: leg.last / 100,
      bid_price: leg.bid / 100,
      bid_qty: underlying.lot,
      ask_price: leg.ask / 100,
      ask_qty: underlying.lot,
      prev_oi: units(leg.openInterest - leg.change),
    },
    option_greeks: {
      vega: value.vega / 100,
      theta: value.callTheta / 100,
      gamma: value.gamma * 100,
      delta: leg.delta,
      iv: Math.round(volatility * 10_000) / 100,
      pop: 50,
    },
  };
}

function chainOf(market: Market, asked: Asked): Answer {
  const underlying = underlyingOf(asked);
  if (!underlying) return upstoxRefusal(400, 'UDAPI1087', 'Invalid instrument key');
  const expiry = asked.query.get('expiry_date') ?? '';
  if (!isSessionDate(expiry)) return upstoxRefusal(400, 'UDAPI1015', 'Invalid expiry_date');
  const chain = optionChain(market, underlying, expiry, asked.now);
  const encode = (rows: readonly SandboxStrike[]): string =>
    JSON.stringify({
      status: 'success',
      data: rows.map((row) => ({
        expiry,
        pcr: 1,
        strike_price: row.strikePaise / 100,
        underlying_key: underlying.instrument.upstoxKey,
        underlying_spot_price: (chain?.spotPaise ?? 0) / 100,
        ...Object.fromEntries(
          row.legs.map((leg) => [
            leg.type === 'CE' ? 'call_options' : 'put_options',
            chain && sideOf(chain, row, leg),
          ]),
        ),
      })),
    });
  return dataOf(
    chain?.strikes ?? [],
    encode,
    { ...JSON_KIND, keyWord: 'strike_price' },
    belowNothing,
  );
}

/** Option contracts and chains, which want the token; shapes of November 2026. */
export function upstoxOptionRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'upstox',
      path: /^\/v2\/option\/contract$/,
      answer: (_, asked) => withToken(asked, () => contracts(market, asked)),
    },
    {
      site: 'upstox',
      path: /^\/v2\/option\/chain$/,
      answer: (_, asked) => withToken(asked, () => chainOf(market, asked)),
    },
  ];
}
