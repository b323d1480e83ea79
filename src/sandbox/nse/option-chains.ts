import { readDayMonthYear } from '../../core/market/session-date.ts';
import { dataOf, jsonPage } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { dayMonthYear } from '../day-spelling.ts';
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
import { withCookie } from './cookie-gate.ts';
import { momentText } from './live.ts';

const JSON_KIND = { contentType: 'application/json; charset=utf-8' } as const;

function underlyingOf({ query }: Asked): OptionUnderlying | undefined {
  return optionUnderlying(query.get('symbol') ?? '');
}

function contractInfo(market: Market, asked: Asked): Answer {
  const known = underlyingOf(asked);
  const expiries = known ? optionExpiries(market.calendar, asked.now).map(dayMonthYear) : [];
  const encode = (dates: readonly string[]): string =>
    JSON.stringify({ expiryDates: dates, strikePrice: [] });
  return dataOf(expiries, encode, { ...JSON_KIND, keyWord: 'expiryDates' });
}

function legFields(chain: SandboxChain, row: SandboxStrike, leg: SandboxLeg): object {
  const { underlying, expiry, spotPaise } = chain;
  const [year = '', month = '', day = ''] = expiry.split('-');
  const before = leg.openInterest - leg.change;
  return {
    strikePrice: row.strikePaise / 100,
    expiryDate: `${day}-${month}-${year}`,
    underlying: underlying.instrument.symbol,
    identifier: `OPT${underlying.instrument.symbol}${day}-${month}-${year}${leg.type}${row.strikePaise / 100}.00`,
    openInterest: leg.openInterest,
    changeinOpenInterest: leg.change,
    pchangeinOpenInterest: before > 0 ? (leg.change / before) * 100 : 0,
    totalTradedVolume: leg.volume,
    impliedVolatility: leg.volume > 0 ? Math.round(row.volatility * 10_000) / 100 : 0,
    lastPrice: leg.last / 100,
    change: 0,
    pchange: 0,
    buyPrice1: leg.bid / 100,
    buyQuantity1: 1,
    sellPrice1: leg.ask / 100,
    sellQuantity1: 1,
    underlyingValue: spotPaise / 100,
  };
}

function chainOf(market: Market, asked: Asked): Answer {
  const underlying = underlyingOf(asked);
  const expiry = readDayMonthYear(asked.query.get('expiry') ?? '');
  const chain =
    underlying && expiry ? optionChain(market, underlying, expiry, asked.now) : undefined;
  // The site answers so to whatever it does not have.
  if (!chain) return jsonPage(200, {});
  const encode = (rows: readonly SandboxStrike[]): string =>
    JSON.stringify({
      records: {
        data: rows.map((row) => ({
          expiryDates: dayMonthYear(chain.expiry),
          strikePrice: row.strikePaise / 100,
          ...Object.fromEntries(row.legs.map((leg) => [leg.type, legFields(chain, row, leg)])),
        })),
        expiryDates: optionExpiries(market.calendar, asked.now).map(dayMonthYear),
        strikePrices: rows.map(({ strikePaise }) => String(strikePaise / 100)),
        timestamp: momentText(market.calendar, chain.at),
        underlyingValue: chain.spotPaise / 100,
      },
    });
  return dataOf(chain.strikes, encode, { ...JSON_KIND, keyWord: 'strikePrice' }, belowNothing);
}

/**
 * NSE's option chains behind a cookie, one expiry an answer, as version 3 has them in 2026; the
 * answers before it are gone (404).
 */
export function nseOptionRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'nse',
      path: /^\/api\/option-chain-contract-info$/,
      answer: (_, asked) => withCookie(asked, () => contractInfo(market, asked)),
    },
    {
      site: 'nse',
      path: /^\/api\/option-chain-v3$/,
      answer: (_, asked) => withCookie(asked, () => chainOf(market, asked)),
    },
  ];
}
