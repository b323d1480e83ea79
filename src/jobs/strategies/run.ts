import type { FactName } from '../../core/strategies/strategy.ts';
import { analysisPieces } from '../../feed/adjusted-series.ts';
import { analysePieces } from '../../feed/analyse.ts';
import { NO_DAILY_BARS, analysisFile, selectAnalysis } from '../../feed/analysis-selection.ts';
import { findingsKeeper } from '../../feed/findings-keeper.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { StrategyFindings, StrategyHit } from '../../store/strategy-hits.ts';
import { chooseStrategies } from '../../feed/strategies/choose.ts';
import type { Choice } from '../../feed/strategies/choose.ts';
import type { options } from './job.ts';
import { factsOfFile, knownFacts } from '../../feed/strategies/known-facts.ts';
import { hitsOf, strategiesTask, unpacked } from './task.ts';
import type { StrategyPiece } from './task.ts';

type Values = Options<typeof options>;

/** Hits that are written together. */
const BATCH_HITS = 5000;

/** A hit as it is printed. */
type PrintedHit = { readonly symbol: string } & Omit<StrategyHit, 'instrumentId'>;

function choiceOf(ctx: Context, values: Values, known: readonly FactName[]): Choice {
  const ofFile: FactName[] =
    values.facts === undefined ? [] : ['priceToEarnings', 'priceToBook', 'returnOnEquity'];
  const facts = new Set([...known, ...ofFile]);
  const choice = chooseStrategies(values.strategies, values.set ?? [], facts);
  for (const reason of choice.passedOver) {
    // One that was asked for by name is missed; of the usual ones it is only told.
    if (values.strategies || values.set) ctx.warn(reason);
    else ctx.log.write('notice', 'strategy passed over', { reason });
  }
  return choice;
}

async function ofFile(ctx: Context, values: Values, input: string): Promise<Outcome> {
  const { asked, passedOver } = choiceOf(ctx, values, []);
  const facts = await factsOfFile(ctx, values.facts);
  const { symbol, series, places } = await analysisFile(ctx, { ...values, input });
  const known = facts.get(symbol.toUpperCase());
  const hits = hitsOf(series, places, asked, known).map((hit): PrintedHit => ({ symbol, ...hit }));
  return {
    status: hits.length > 0 ? 'ok' : 'noop',
    summary: `${hits.length} hits of ${asked.length} strategies in ${places.length} sessions of "${input}"`,
    counts: { sessions: places.length, hits: hits.length, passedOver: passedOver.length },
    result: hits,
  };
}

/** Asks strategies about what is kept, and keeps what they say: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  if (values.input !== undefined) return ofFile(ctx, values, values.input);
  const { asked, passedOver, usual } = choiceOf(ctx, values, [
    'momentumRank',
    'institutionalBuyers',
  ]);
  const fileFacts = await factsOfFile(ctx, values.facts);
  const selection = await selectAnalysis(ctx, values);
  for (const sentence of selection.unknown) ctx.warn(sentence);
  const facts = await knownFacts(ctx, selection, asked, fileFacts);
  const printed: PrintedHit[] | undefined = values.symbols || !usual ? [] : undefined;
  const keeper = findingsKeeper<StrategyFindings>(BATCH_HITS, async (batch) =>
    usual ? ctx.store.write((books) => books.strategyHits.replace(batch)) : 0,
  );
  const pieces = (await analysisPieces(ctx.store, selection)).map((piece): StrategyPiece => ({
    ...piece,
    chosen: asked,
    facts: new Map(
      piece.instruments.flatMap(({ instrumentId }) => {
        const own = facts.get(instrumentId);
        return own ? [[instrumentId, own] as const] : [];
      }),
    ),
  }));
  const names = asked.map(({ name }) => name);
  await analysePieces(ctx, pieces, strategiesTask, async (findings) => {
    for (const packed of findings) {
      const one = unpacked(packed, names);
      for (const hit of one.found) printed?.push({ symbol: packed.symbol, ...hit });
      await keeper.take([one]);
    }
  });
  const { instruments, sessions, hits, changed } = await keeper.end();
  const unknown = selection.unknown.length;
  const nothing = instruments === 0;
  return {
    status: unknown > 0 ? 'partial' : nothing ? 'noop' : 'ok',
    summary: nothing
      ? NO_DAILY_BARS
      : `${hits} hits of ${asked.length} strategies in ${instruments} instruments and ${sessions.length} sessions${usual ? '' : ', none kept'}`,
    counts: {
      instruments,
      sessions: sessions.length,
      hits,
      changed,
      passedOver: passedOver.length,
      unknown,
    },
    ...(printed ? { result: printed } : {}),
  };
}
