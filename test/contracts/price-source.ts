import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { DailyBar, IntradayBar, RefusedRow } from '../../src/core/market/bar.ts';
import { impossible } from '../../src/core/market/bar.ts';
import { istDate } from '../../src/core/market/instant.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import type { Http } from '../../src/ports/http.ts';
import type { PriceSource } from '../../src/ports/prices.ts';
import { scriptedHttp } from '../support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp } from '../support/scripted-http.ts';

/** What any of the three ways of asking came back with. */
export interface AnyAnswer {
  readonly bars: readonly (DailyBar | IntradayBar)[];
  readonly refused: readonly RefusedRow[];
}

/** One way of asking a source, with the answers that its suite needs. */
export interface AskingCase {
  readonly way: 'daily' | 'intraday' | 'session';
  readonly label: string;
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly ask: (source: PriceSource) => Promise<AnyAnswer | undefined>;
  /** Rows of the good answer that are no bar, counted as refused. */
  readonly good: { readonly answers: readonly ScriptedAnswer[]; readonly bars: number };
  /** One impossible row among good ones. */
  readonly oneImpossible: readonly ScriptedAnswer[];
  readonly allImpossible: readonly ScriptedAnswer[];
  readonly unknown: readonly ScriptedAnswer[];
  /** Absent where a source has no such answer. */
  readonly empty?: readonly ScriptedAnswer[];
  readonly renamed: { readonly answers: readonly ScriptedAnswer[]; readonly names: string };
  /** An answer that is not of the kind at all. */
  readonly nonsense: readonly ScriptedAnswer[];
}

function dayOf(bar: DailyBar | IntradayBar): SessionDate {
  return 'session' in bar ? bar.session : istDate(bar.start);
}

function placeOf(bar: DailyBar | IntradayBar): string {
  return 'session' in bar ? bar.session : String(bar.start);
}

async function refusal(asked: Promise<unknown>): Promise<Failure> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, 'a Failure is thrown').toBeInstanceOf(Failure);
  return error as Failure;
}

/** What every source of prices keeps to, however it is asked. */
export function priceSourceContract(
  create: (http: Http) => PriceSource,
  cases: readonly AskingCase[],
): void {
  const open = (
    answers: readonly ScriptedAnswer[],
  ): { http: ScriptedHttp; source: PriceSource } => {
    const http = scriptedHttp(answers);
    return { http, source: create(http) };
  };

  it('offers exactly what it has methods for', () => {
    const { source } = open([]);
    const offered = new Set(source.offers.intervals.map(({ interval }) => interval));
    expect(source.intraday !== undefined).toBe(
      ['1m', '5m', '15m'].some((one) => offered.has(one as '1m')),
    );
    expect(source.daily !== undefined || source.session !== undefined).toBe(offered.has('1d'));
    expect(source.session !== undefined).toBe(source.offers.wholeSession);
  });

  describe.each(cases)('$label', (one) => {
    it('gives possible bars of the window, and asks under a policy with limits', async () => {
      const { http, source } = open(one.good.answers);
      const answer = await one.ask(source);
      expect(answer?.bars).toHaveLength(one.good.bars);
      for (const bar of answer?.bars ?? []) {
        expect(impossible(bar)).toBeUndefined();
        expect(dayOf(bar) >= one.from && dayOf(bar) <= one.to, `${dayOf(bar)} in window`).toBe(
          true,
        );
      }
      const limited = http.requests.every(({ policy }) => policy.windows.length > 0);
      expect(limited && http.requests.length > 0).toBe(true);
      expect(http.kept).toHaveLength(0);
    });

    it.runIf(one.way !== 'session')('gives bars strictly rising in time', async () => {
      const answer = await one.ask(open(one.good.answers).source);
      const places = (answer?.bars ?? []).map(placeOf);
      expect(places).toEqual([...new Set(places)].toSorted());
    });

    it('refuses an impossible row with its place and reason, and gives the others', async () => {
      const answer = await one.ask(open(one.oneImpossible).source);
      expect(answer?.refused).toHaveLength(1);
      expect(answer?.refused[0]?.row).toMatch(/\d/);
      expect(answer?.refused[0]?.reason).toMatch(/high .* below low|outside/);
      expect(answer?.bars.length).toBeGreaterThan(0);
    });

    it('refuses an answer of impossible rows, and keeps the raw body', async () => {
      const { http, source } = open(one.allImpossible);
      const failure = await refusal(one.ask(source));
      expect(failure.code).toBe('bad-data');
      expect(http.kept).toHaveLength(1);
      expect(failure.detail['kept']).toBe('refused/1.body');
      expect(failure.message).toContain('refused/1.body');
    });

    it('names the column or field that was renamed, and keeps the raw body', async () => {
      const { http, source } = open(one.renamed.answers);
      const failure = await refusal(one.ask(source));
      expect(failure.code).toBe('bad-data');
      expect(failure.message).toContain(one.renamed.names);
      expect(http.kept).toHaveLength(1);
    });

    it('refuses an answer that is something else, and keeps the raw body', async () => {
      const { http, source } = open(one.nonsense);
      expect((await refusal(one.ask(source))).code).toBe('bad-data');
      expect(http.kept).toHaveLength(1);
    });

    it('answers with absence for what the source does not know', async () => {
      const { http, source } = open(one.unknown);
      expect(await one.ask(source)).toBeUndefined();
      expect(http.kept).toHaveLength(0);
    });

    it.runIf(one.empty)('answers with an empty list for a window without data', async () => {
      const answer = await one.ask(open(one.empty ?? []).source);
      expect(answer).toEqual({ bars: [], refused: [] });
    });

    it('lets a failure of the transport through as it is', async () => {
      const down = new Failure('not-yet', 'expected an answer, found the network down');
      const failing: Http = {
        get: () => Promise.reject(down),
        keep: () => Promise.reject(new Error('nothing to keep')),
      };
      expect(await refusal(one.ask(create(failing)))).toBe(down);
    });
  });
}
