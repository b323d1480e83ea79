import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A sentiment network of a few hundred bytes: each token has three figures, those of a text's tokens are
 * added up, and that is its answer. Made from nothing, by the wire format of ONNX.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
const WORDS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'good', 'bad', 'so', '##so', 'news'] as const;
/** Rows of `WORDS`; columns: neutral, positive, negative. */
const FIGURES = [
  [9, 9, 9],
  [1, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
  [0, 3, 0],
  [0, 0, 3],
  [0.5, 0, 0],
  [0, 0.5, 0],
  [0.25, 0, 0],
] as const;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const number = (field: number, value: number): number[] => [
  ...varint(field << 3),
  ...varint(value),
];

function bytes(field: number, value: string | readonly number[] | Uint8Array): number[] {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return [...varint((field << 3) | 2), ...varint(content.length), ...content];
}

const [FLOAT, INT64] = [1, 7] as const;

function node(op: string, inputs: readonly string[], output: string, ...attributes: number[][]) {
  return bytes(1, [
    ...inputs.flatMap((input) => bytes(1, input)),
    ...bytes(2, output),
    ...bytes(4, op),
    ...attributes.flatMap((attribute) => bytes(5, attribute)),
  ]);
}

const integer = (name: string, value: number): number[] => [
  ...bytes(1, name),
  ...number(3, value),
  ...number(20, 2),
];

function tensor(name: string, type: number, dims: readonly number[], raw: Uint8Array): number[] {
  return bytes(5, [
    ...dims.flatMap((dim) => number(1, dim)),
    ...number(2, type),
    ...bytes(8, name),
    ...bytes(9, raw),
  ]);
}

function value(field: number, name: string, type: number, dims: readonly (string | number)[]) {
  const shape = dims.flatMap((dim) =>
    bytes(1, typeof dim === 'number' ? number(1, dim) : bytes(2, dim)),
  );
  return bytes(field, [
    ...bytes(1, name),
    ...bytes(2, bytes(1, [...number(1, type), ...bytes(2, shape)])),
  ]);
}

function network(): Uint8Array {
  const figures = new Uint8Array(new Float32Array(FIGURES.flat()).buffer);
  const axis = (at: bigint): Uint8Array => new Uint8Array(new BigInt64Array([at]).buffer);
  const graph = [
    ...node('Gather', ['figures', 'input_ids'], 'each'),
    ...node('Cast', ['attention_mask'], 'mask', integer('to', FLOAT)),
    ...node('Unsqueeze', ['mask', 'last'], 'column'),
    ...node('Mul', ['each', 'column'], 'masked'),
    ...node('ReduceSum', ['masked', 'first'], 'logits', integer('keepdims', 0)),
    ...bytes(2, 'tiny'),
    ...tensor('figures', FLOAT, [WORDS.length, 3], figures),
    ...tensor('last', INT64, [1], axis(2n)),
    ...tensor('first', INT64, [1], axis(1n)),
    ...['input_ids', 'attention_mask', 'token_type_ids'].flatMap((name) =>
      value(11, name, INT64, ['batch', 'length']),
    ),
    ...value(12, 'logits', FLOAT, ['batch', 3]),
  ];
  const opset = bytes(8, [...bytes(1, ''), ...number(2, 13)]);
  return new Uint8Array([...number(1, 8), ...opset, ...bytes(7, graph)]);
}

const special = (id: number): object => ({
  id,
  content: WORDS[id],
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [0, 1, 2, 3].map(special),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
  },
};

/** Writes a whole model, with its classes in an order of its own. */
export function writeTinyFinbert(folder: string): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const files = {
    'config.json': JSON.stringify({ id2label: { 0: 'neutral', 1: 'positive', 2: 'negative' } }),
    'tokenizer.json': JSON.stringify(tokenizer),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'BertTokenizer',
      do_lower_case: true,
    }),
    'onnx/model.onnx': network(),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

/** What the network says of tokens, by hand. */
export function tinyLogits(ids: readonly number[]): number[] {
  return [0, 1, 2].map((column) => ids.reduce((sum, id) => sum + (FIGURES[id]?.[column] ?? 0), 0));
}

/** Numbers of the words of a text, as the tiny model's tokenizer gives them. */
export function tinyIds(text: string): number[] {
  const words: readonly string[] = WORDS;
  const ids = text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => Math.max(1, words.indexOf(word)));
  return [2, ...ids, 3];
}
