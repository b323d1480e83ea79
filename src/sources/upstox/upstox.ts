import { Failure } from '../../core/failure.ts';
import type { DailyBar, IntradayBar } from '../../core/market/bar.ts';
import { INTERVAL_MINUTES } from '../../core/market/bar.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Decompress } from '../../ports/decompress.ts';
import type { HolidaySource } from '../../ports/holidays.ts';
import type { Http, HttpAnswer } from '../../ports/http.ts';
import type {
  BarsAnswer,
  DailyAsk,
  InstrumentSource,
  IntradayAsk,
  PriceSource,
} from '../../ports/prices.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { jsonOf } from '../decode.ts';
import { upstoxKey } from './key.ts';
import { UPSTOX_OFFERS } from './offers.ts';
import { UPSTOX_API, UPSTOX_FILES } from './policy.ts';
import { readDailyCandles, readIntradayCandles } from './read-candles.ts';
import { readHolidays } from './read-holidays.ts';
import { readInstruments } from './read-instruments.ts';
import { readRefusal } from './refusal.ts';
import { tokenExpiry } from './token.ts';

/** The list of every exchange was 55 MB unpacked in September 2026; NSE's is a part of it. */
const LARGEST_LIST_BYTES = 128 * 1024 * 1024;

/** What Upstox is asked through, and where it is: origins without a slash at the end. */
export interface UpstoxPlace {
  readonly http: Http;
  readonly decompress: Decompress;
  /** `https://api.upstox.com` */
  readonly apiOrigin: string;
  /** `https://assets.upstox.com` */
  readonly assetsOrigin: string;
  /** Not needed for candles, lists and holidays, and not sent with them. */
  readonly token?: string | undefined;
}

/** Upstox: candles by instrument, the list of instruments, holidays with special hours. */
export interface Upstox extends PriceSource, InstrumentSource, HolidaySource {
  readonly name: 'upstox';
  daily(ask: DailyAsk): Promise<BarsAnswer<DailyBar> | undefined>;
  intraday(ask: IntradayAsk): Promise<BarsAnswer<IntradayBar> | undefined>;
  /** Asks for one price with the token. @throws Failure `auth` when it is absent or refused */
  checkToken(): Promise<void>;
  /** When a token ends; absent when it does not tell. */
  tokenExpiry(token: string): Instant | undefined;
}

type DailyAnswer = BarsAnswer<DailyBar>;

/** Past days and the running one, which is kept apart, as one answer. */
function withRunningDay(past: DailyAnswer, running: DailyAnswer): DailyAnswer {
  const refused = running.refused.map(({ row, reason }) => ({ row: `running day ${row}`, reason }));
  const bars = [...past.bars, ...running.bars];
  return {
    bars: bars.toSorted((a, b) => (a.session < b.session ? -1 : 1)),
    refused: [...past.refused, ...refused],
  };
}

/**
 * Upstox's public market data, as version 3 serves it since 2025; a token is only for `checkToken`.
 * Past days do not hold the running one, and nobody tells when it moves over after the close: where
 * it is asked for and missing there, the endpoint of the running day is asked as well.
 */
export function createUpstox({
  http,
  decompress,
  apiOrigin,
  assetsOrigin,
  token,
}: UpstoxPlace): Upstox {
  async function candles<Bar>(
    window: Pick<DailyAsk, 'from' | 'to'>,
    key: string,
    path: string,
    read: (envelope: unknown) => BarsAnswer<Bar>,
  ): Promise<BarsAnswer<Bar> | undefined> {
    const answer = await http.get({
      policy: UPSTOX_API,
      url: `${apiOrigin}/v3/historical-candle/${path}`,
      expect: 'json',
    });
    return readAnswer(http, answer, () => {
      const envelope = jsonOf(answer.body);
      if (succeeded(answer)) return read(envelope);
      return readRefusal(envelope, `bars of ${key} from ${window.from} to ${window.to}`);
    });
  }

  function listOf(answer: HttpAnswer): Uint8Array {
    if (!succeeded(answer)) throw strangeStatus(answer);
    return decompress.gunzip(answer.body, LARGEST_LIST_BYTES);
  }

  return {
    name: 'upstox',
    exchanges: ['XNSE'],
    offers: UPSTOX_OFFERS,
    tokenExpiry,

    async daily(ask) {
      const key = upstoxKey(ask.listing);
      if (key === undefined) return undefined;
      const { listing, from, to, today } = ask;
      const name = encodeURIComponent(key);
      const past = await candles(ask, key, `${name}/days/1/${to}/${from}`, (envelope) =>
        readDailyCandles(envelope, ask),
      );
      const complete = today === undefined || past?.bars.some(({ session }) => session === today);
      if (!past || complete) return past;
      const day = { listing, from: today, to: today };
      const running = await candles(day, key, `intraday/${name}/days/1`, (envelope) =>
        readDailyCandles(envelope, day),
      );
      return running ? withRunningDay(past, running) : past;
    },

    async intraday(ask) {
      const key = upstoxKey(ask.listing);
      if (key === undefined) return undefined;
      const unit = `${encodeURIComponent(key)}/minutes/${INTERVAL_MINUTES[ask.interval]}`;
      const path = ask.today ? `intraday/${unit}` : `${unit}/${ask.to}/${ask.from}`;
      return candles(ask, key, path, (envelope) => readIntradayCandles(envelope, ask));
    },

    async instruments() {
      const answer = await http.get({
        policy: UPSTOX_FILES,
        url: `${assetsOrigin}/market-quote/instruments/exchange/NSE.json.gz`,
        expect: 'gzip',
        conditional: true,
      });
      return readAnswer(http, answer, () => readInstruments(listOf(answer)));
    },

    async holidays() {
      const answer = await http.get({
        policy: UPSTOX_API,
        url: `${apiOrigin}/v2/market/holidays`,
        expect: 'json',
        conditional: true,
      });
      return readAnswer(http, answer, () => {
        const envelope = jsonOf(answer.body);
        if (succeeded(answer)) return readHolidays(envelope);
        return readRefusal(envelope, 'holidays') ?? [];
      });
    },

    async checkToken() {
      if (token === undefined || token === '') {
        throw new Failure(
          'auth',
          'expected a token for Upstox, found none; store one with `paperjobs auth`',
        );
      }
      const answer = await http.get({
        policy: UPSTOX_API,
        url: `${apiOrigin}/v3/market-quote/ltp?instrument_key=NSE_INDEX%7CNifty%2050`,
        expect: 'json',
        secretHeaders: { authorization: `Bearer ${token}` },
      });
      await readAnswer(http, answer, () => {
        if (!succeeded(answer)) readRefusal(jsonOf(answer.body), 'a price with the token');
      });
    },
  };
}
