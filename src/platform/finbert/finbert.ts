import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '../../core/failure.ts';
import { classifierLabels, scoreOfLogits } from '../../core/sentiment/classifier-labels.ts';
import type { SentimentModel } from '../../ports/sentiment.ts';
import { batchesOf, cutTokens } from './batches.ts';
import type { Batch } from './batches.ts';
import { finbertPeers } from './peers.ts';
import type { FinbertPeers, InferenceSession } from './peers.ts';

/** Files of the network, the small one first: it needs a quarter of the memory for the same answers. */
const NETWORKS = [
  'onnx/model_quantized.onnx',
  'onnx/model.onnx',
  'model_quantized.onnx',
  'model.onnx',
];

async function jsonFile(folder: string, name: string): Promise<object> {
  const path = join(folder, name);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure(
      'config',
      `news.finbert_folder: expected "${path}", found no readable file; put the model's ${name} there`,
      { cause },
    );
  });
  const value: unknown = await Promise.resolve(text)
    .then(JSON.parse)
    .catch((cause: unknown) => {
      throw new Failure(
        'config',
        `news.finbert_folder: expected JSON in "${path}", found something else`,
        { cause },
      );
    });
  if (typeof value === 'object' && value !== null) return value;
  throw new Failure('config', `news.finbert_folder: expected an object in "${path}", found none`);
}

async function networkIn(folder: string): Promise<string> {
  for (const name of NETWORKS) {
    const path = join(folder, name);
    const file = await stat(path).catch(() => undefined);
    if (file?.isFile()) return path;
  }
  throw new Failure(
    'config',
    `news.finbert_folder: expected ${NETWORKS.slice(0, 2).join(' or ')} in "${folder}", found neither`,
  );
}

/** The first twelve digits of the file's SHA-256: two networks in the same folder are two models. */
async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex').slice(0, 12);
}

/**
 * Opens a FinBERT model of a folder: `config.json`, `tokenizer.json` and the network. Texts are read in
 * batches of bounded size; the order of the classes is the one that the model tells.
 *
 * @param peers the packages that run it; absent: those of the folder, or beside the program
 * @throws Failure `config` where a file or a package is missing, or the model is of another kind
 */
export async function openFinbert(folder: string, peers?: FinbertPeers): Promise<SentimentModel> {
  const labels = classifierLabels(await jsonFile(folder, 'config.json'));
  const vocabulary = await jsonFile(folder, 'tokenizer.json');
  const settings = await jsonFile(folder, 'tokenizer_config.json');
  const network = await networkIn(folder);
  const { runtime, tokenizers } = peers ?? (await finbertPeers(folder));
  const tokenizer = new tokenizers.Tokenizer(vocabulary, settings);
  const session: InferenceSession = await runtime.InferenceSession.create(network, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });

  function feedsOf({ texts, length, ids, mask }: Batch): Record<string, unknown> {
    const dims = [texts.length, length];
    const all: Record<string, () => unknown> = {
      input_ids: () => new runtime.Tensor('int64', ids, dims),
      attention_mask: () => new runtime.Tensor('int64', mask, dims),
      token_type_ids: () => new runtime.Tensor('int64', new BigInt64Array(ids.length), dims),
    };
    return Object.fromEntries(
      session.inputNames.flatMap((name) => {
        const make = all[name];
        return make ? [[name, make()]] : [];
      }),
    );
  }

  return {
    name: `finbert-${basename(folder)}-${await digestOf(network)}`,
    async score(texts) {
      const scores = texts.map(() => 0);
      const tokenized = texts.map((text, place) => ({
        place,
        ids: cutTokens(tokenizer.encode(text).ids),
      }));
      for (const batch of batchesOf(tokenized)) {
        const { logits } = await session.run(feedsOf(batch));
        if (logits?.dims[1] !== 3) {
          throw new Failure(
            'config',
            `news.finbert_folder: expected logits of three classes from "${network}", found ${logits ? logits.dims.join(' × ') : 'none'}`,
          );
        }
        for (const [row, { place }] of batch.texts.entries()) {
          const own = Array.from({ length: 3 }, (_, at) => Number(logits.data[row * 3 + at]));
          scores[place] = scoreOfLogits(own, labels);
        }
      }
      return scores;
    },
    close: () => session.release(),
  };
}
