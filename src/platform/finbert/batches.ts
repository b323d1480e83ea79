/** A text as the model reads it. */
export interface TokenizedText {
  /** Its place among the texts. */
  readonly place: number;
  readonly ids: readonly number[];
}

/** Texts that are shown to the model together, all padded to the longest of them. */
export interface Batch {
  readonly texts: readonly TokenizedText[];
  readonly length: number;
  /** One row for each text, `length` figures each. */
  readonly ids: BigInt64Array;
  /** 1 for a token, 0 for padding. */
  readonly mask: BigInt64Array;
}

/** BERT reads no more; headlines have fifty. */
const MOST_TOKENS = 512;
/** Tokens of one batch with its padding: what bounds the memory of a run. */
const MOST_IN_BATCH = 2048;
const MOST_TEXTS = 16;

/** Cuts what is too long, and keeps the token that closes every text. */
export function cutTokens(ids: readonly number[]): readonly number[] {
  const last = ids.at(-1);
  if (ids.length <= MOST_TOKENS || last === undefined) return ids;
  return [...ids.slice(0, MOST_TOKENS - 1), last];
}

/** Makes batches of texts of like length, so that little is padded. */
export function* batchesOf(texts: readonly TokenizedText[]): Generator<Batch> {
  const ordered = texts.toSorted((a, b) => a.ids.length - b.ids.length || a.place - b.place);
  for (let start = 0; start < ordered.length;) {
    let end = start + 1;
    while (
      end < ordered.length &&
      end - start < MOST_TEXTS &&
      (ordered[end]?.ids.length ?? 0) * (end - start + 1) <= MOST_IN_BATCH
    ) {
      end++;
    }
    yield batchOf(ordered.slice(start, end));
    start = end;
  }
}

function batchOf(texts: readonly TokenizedText[]): Batch {
  const length = Math.max(1, ...texts.map(({ ids }) => ids.length));
  const ids = new BigInt64Array(texts.length * length);
  const mask = new BigInt64Array(texts.length * length);
  for (const [row, text] of texts.entries()) {
    for (const [column, id] of text.ids.entries()) {
      ids[row * length + column] = BigInt(id);
      mask[row * length + column] = 1n;
    }
  }
  return { texts, length, ids, mask };
}
