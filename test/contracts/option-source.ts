import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { OptionChain } from '../../src/core/options/option-chain.ts';
import { impossibleContract } from '../../src/core/options/option-chain.ts';
import type { Http } from '../../src/ports/http.ts';
import type { OptionChainSource } from '../../src/ports/options.ts';
import { scriptedHttp } from '../support/scripted-http.ts';
import type { ScriptedAnswer } from '../support/scripted-http.ts';

/** Answers to the questions of one suite. */
export interface OptionCase {
  readonly expiries: {
    readonly good: readonly ScriptedAnswer[];
    readonly found: readonly string[];
    readonly unknown: readonly ScriptedAnswer[];
  };
  readonly chain: {
    readonly good: readonly ScriptedAnswer[];
    readonly found: OptionChain;
    readonly unknown: readonly ScriptedAnswer[];
    /** A contract with open interest below zero among good ones. */
    readonly oneImpossible: readonly ScriptedAnswer[];
    readonly renamed: { readonly answers: readonly ScriptedAnswer[]; readonly names: string };
    readonly nonsense: readonly ScriptedAnswer[];
  };
}

export const NIFTY = {
  exchange: 'XNSE',
  symbol: 'NIFTY',
  sourceKeys: { upstox: 'NSE_INDEX|Nifty 50' },
} as const;
export const EXPIRY = sessionDate('2026-05-26');

/** What every source of option chains keeps to, asked for NIFTY and its expiry of 26 May 2026. */
export function optionSourceContract(
  create: (http: Http) => OptionChainSource,
  { expiries, chain }: OptionCase,
): void {
  const open = (answers: readonly ScriptedAnswer[]) => {
    const http = scriptedHttp(answers);
    return { http, source: create(http) };
  };
  const refusal = async (answers: readonly ScriptedAnswer[]) => {
    const { http, source } = open(answers);
    const error: unknown = await source.chain(NIFTY, EXPIRY).catch((reason: unknown) => reason);
    expect(error, 'a Failure is thrown').toBeInstanceOf(Failure);
    return { failure: error as Failure, http };
  };

  describe('expiries', () => {
    it('come soonest first', async () => {
      const found = await open(expiries.good).source.expiries(NIFTY);
      expect(found?.expiries).toEqual(expiries.found);
    });

    it('are absent where there are no options', async () => {
      expect(await open(expiries.unknown).source.expiries(NIFTY)).toBeUndefined();
    });
  });

  describe('a chain', () => {
    it('has possible contracts by strike, calls before puts', async () => {
      const { http, source } = open(chain.good);
      const told = await source.chain(NIFTY, EXPIRY);
      expect(told).toEqual({ chain: chain.found, refused: [] });
      expect(told?.chain.contracts.map(impossibleContract).filter(Boolean)).toEqual([]);
      expect(http.kept).toEqual([]);
    });

    it('is absent where there is no such expiry', async () => {
      expect(await open(chain.unknown).source.chain(NIFTY, EXPIRY)).toBeUndefined();
    });

    it('loses an impossible contract, with its place and reason', async () => {
      const told = await open(chain.oneImpossible).source.chain(NIFTY, EXPIRY);
      expect(told?.refused).toHaveLength(1);
      expect(told?.refused[0]?.row).toMatch(/\d/);
      expect(told?.refused[0]?.reason).toContain('below zero');
      expect(told?.chain.contracts.length).toBe(chain.found.contracts.length - 1);
    });

    it('with a renamed field is refused by its name, the raw body kept', async () => {
      const { failure, http } = await refusal(chain.renamed.answers);
      expect(failure.code).toBe('bad-data');
      expect(failure.message).toContain(chain.renamed.names);
      expect(http.kept).toHaveLength(1);
    });

    it('that is something else is refused, the raw body kept', async () => {
      const { failure, http } = await refusal(chain.nonsense);
      expect(failure.code).toBe('bad-data');
      expect(http.kept).toHaveLength(1);
    });
  });
}
