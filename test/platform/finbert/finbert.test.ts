import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoreOfLogits } from '../../../src/core/sentiment/classifier-labels.ts';
import { batchesOf, cutTokens } from '../../../src/platform/finbert/batches.ts';
import { openFinbert } from '../../../src/platform/finbert/finbert.ts';
import { finbertPeers } from '../../../src/platform/finbert/peers.ts';
import type { FinbertPeers } from '../../../src/platform/finbert/peers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { tinyIds, tinyLogits, writeTinyFinbert } from '../../support/tiny-finbert.ts';

const LABELS = { neutral: 0, positive: 1, negative: 2 };
const byHand = (text: string): number => scoreOfLogits(tinyLogits(tinyIds(text)), LABELS);

interface Fed {
  readonly data: BigInt64Array;
  readonly dims: readonly number[];
}

/** Packages that reckon by hand what the tiny network does, and remember what they were shown. */
function standIns(): { peers: FinbertPeers; shown: Fed[]; released: () => number } {
  const shown: Fed[] = [];
  let released = 0;
  class Tensor implements Fed {
    readonly data: BigInt64Array;
    readonly dims: readonly number[];
    constructor(_type: 'int64', data: BigInt64Array, dims: readonly number[]) {
      this.data = data;
      this.dims = dims;
    }
  }
  const peers: FinbertPeers = {
    tokenizers: {
      Tokenizer: class {
        encode(text: string): { ids: number[] } {
          return { ids: tinyIds(text) };
        }
      },
    },
    runtime: {
      Tensor,
      InferenceSession: {
        create: async () => ({
          inputNames: ['input_ids', 'attention_mask'],
          async run(feeds) {
            const { input_ids: ids, attention_mask: mask } = feeds as Record<string, Tensor>;
            if (!ids || !mask || 'token_type_ids' in feeds) throw new Error('wrong feeds');
            shown.push(ids);
            const [rows = 0, length = 0] = ids.dims;
            const data = Array.from({ length: rows }, (_, row) => {
              const place = (at: number): number => row * length + at;
              const own = Array.from({ length }, (_unused, at) => at)
                .filter((at) => mask.data[place(at)] === 1n)
                .map((at) => Number(ids.data[place(at)]));
              return tinyLogits(own);
            }).flat();
            return { logits: { data, dims: [rows, 3] } };
          },
          async release() {
            released++;
          },
        }),
      },
    },
  };
  return { peers, shown, released: () => released };
}

const TEXTS = ['good news', 'bad', 'so so so so', 'good bad', '', 'unheard of', 'bad bad news'];

describe('openFinbert', () => {
  it('scores texts in their order whatever the batches, by the classes that the model tells', async () => {
    const folder = temporaryFolder();
    writeTinyFinbert(folder);
    const { peers, shown, released } = standIns();
    const model = await openFinbert(folder, peers);
    const many = Array.from({ length: 60 }, (_, at) => TEXTS[at % TEXTS.length] ?? '');
    expect(await model.score(many)).toEqual(many.map(byHand));
    expect(await model.score([])).toEqual([]);
    expect(Math.max(...shown.map(({ dims }) => dims[0] ?? 0))).toBeLessThanOrEqual(16);
    expect(byHand('good news')).toBeGreaterThan(0.8);
    expect(byHand('bad')).toBeLessThan(-0.8);
    await model.close();
    expect(released()).toBe(1);
  });

  it('names the network by what it holds', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    for (const folder of [one, two]) writeTinyFinbert(folder);
    const digits = async (folder: string): Promise<string | undefined> =>
      (await openFinbert(folder, standIns().peers)).name.split('-').at(-1);
    expect(await digits(one)).toMatch(/^[\da-f]{12}$/);
    expect(await digits(two)).toBe(await digits(one));
    writeFileSync(join(two, 'onnx', 'model_quantized.onnx'), 'smaller');
    expect(await digits(two)).not.toBe(await digits(one));
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'])(
    'a missing %s is told with what to do',
    async (name) => {
      const folder = temporaryFolder();
      writeTinyFinbert(folder);
      rmSync(join(folder, name));
      await expect(openFinbert(folder, standIns().peers)).rejects.toMatchObject({
        code: 'config',
        message: expect.stringContaining('news.finbert_folder') as string,
      });
    },
  );

  it('a file that is no JSON, and packages that are not there, are told', async () => {
    const folder = temporaryFolder();
    writeTinyFinbert(folder);
    writeFileSync(join(folder, 'config.json'), '{');
    await expect(openFinbert(folder)).rejects.toMatchObject({ code: 'config', message: /JSON/ });
  });
});

/** The real packages are no part of the set-up; where somebody has them, the same must come out. */
const real = await finbertPeers(
  process.env['PAPERJOBS_FINBERT_PEERS'] ?? import.meta.dirname,
).catch(() => undefined);

it.skipIf(!real)('the real runtime and tokenizer agree with what is reckoned by hand', async () => {
  const folder = temporaryFolder();
  writeTinyFinbert(folder);
  const model = await openFinbert(folder, real);
  const scores = await model.score(TEXTS);
  for (const [at, text] of TEXTS.entries()) {
    if (text === 'unheard of') continue;
    expect(scores[at], text).toBeCloseTo(byHand(text), 3);
  }
  expect((await model.score(['soso']))[0], 'pieces of words').toBeCloseTo(
    scoreOfLogits(tinyLogits([2, 6, 7, 3]), LABELS),
    3,
  );
  await model.close();
});

describe('batches', () => {
  it('hold every text once, of like length, and no more figures than memory allows', () => {
    const texts = Array.from({ length: 200 }, (_, place) => ({
      place,
      ids: Array.from({ length: 1 + ((place * 37) % 512) }, () => 5),
    }));
    const batches = [...batchesOf(texts)];
    const places = batches.flatMap((batch) => batch.texts.map(({ place }) => place));
    expect(places.toSorted((a, b) => a - b)).toEqual(texts.map(({ place }) => place));
    for (const { texts: own, length, ids, mask } of batches) {
      expect(own.length * length).toBeLessThanOrEqual(2048);
      expect(ids.length).toBe(own.length * length);
      const tokens = own.reduce((sum, text) => sum + text.ids.length, 0);
      expect(mask.reduce((sum, one) => sum + one, 0n)).toBe(BigInt(tokens));
    }
  });

  it('a text that is too long keeps its end', () => {
    const ids = Array.from({ length: 600 }, (_, at) => at);
    expect(cutTokens(ids)).toHaveLength(512);
    expect(cutTokens(ids).at(-1)).toBe(599);
    expect(cutTokens([1, 2])).toEqual([1, 2]);
  });
});
