import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../../core/failure.ts';

/** A block of figures as the runtime takes and gives it. */
export interface Tensor {
  readonly data: ArrayLike<number>;
  readonly dims: readonly number[];
}

/** A loaded network. */
export interface InferenceSession {
  readonly inputNames: readonly string[];
  run(feeds: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

/** What is used of `onnxruntime-node`. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(path: string, options: Readonly<Record<string, unknown>>): Promise<InferenceSession>;
  };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown;
}

/** What is used of `@huggingface/tokenizers`. */
export interface Tokenizers {
  readonly Tokenizer: new (
    tokenizer: object,
    config: object,
  ) => { encode(text: string): { readonly ids: readonly number[] } };
}

/** Packages that the program never installs: whoever wants FinBERT does. */
export interface FinbertPeers {
  readonly runtime: OnnxRuntime;
  readonly tokenizers: Tokenizers;
}

function placeOf(name: string, folder: string): string | undefined {
  for (const from of [pathToFileURL(join(folder, 'model.js')).href, import.meta.url]) {
    try {
      return createRequire(from).resolve(name);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    }
  }
  return undefined;
}

async function loaded<Module>(
  name: string,
  folder: string,
  fits: (module: Readonly<Record<string, unknown>>) => boolean,
): Promise<Module> {
  const place = placeOf(name, folder);
  if (place === undefined) {
    throw new Failure(
      'config',
      `news.model: expected the package ${name} for finbert, found none; run npm install --prefix "${folder}" onnxruntime-node @huggingface/tokenizers`,
    );
  }
  const module = (await import(pathToFileURL(place).href)) as Readonly<Record<string, unknown>>;
  // CommonJS packages stand behind `default`.
  const inner = module['default'];
  for (const one of [module, inner]) {
    if (typeof one !== 'object' || one === null) continue;
    const candidate = one as Readonly<Record<string, unknown>>;
    if (fits(candidate)) return candidate as unknown as Module;
  }
  throw new Failure(
    'config',
    `news.model: expected ${name} of a known shape, found another at "${place}"; take the version that the documentation names`,
  );
}

/**
 * Loads the packages from the model's folder, else from beside the program.
 *
 * @throws Failure `config` where one is missing
 */
export async function finbertPeers(folder: string): Promise<FinbertPeers> {
  return {
    tokenizers: await loaded<Tokenizers>(
      '@huggingface/tokenizers',
      folder,
      ({ Tokenizer }) => typeof Tokenizer === 'function',
    ),
    runtime: await loaded<OnnxRuntime>(
      'onnxruntime-node',
      folder,
      ({ InferenceSession, Tensor: Block }) =>
        typeof Block === 'function' && InferenceSession !== undefined,
    ),
  };
}
