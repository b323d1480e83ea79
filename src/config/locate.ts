import { parse } from 'smol-toml';

/** A place in a text, both counted from 1; columns in UTF-16 units, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the keys of a document stand. */
export interface KeyPositions {
  /**
   * The first place where a key or table is named; the document's start where it is not, or where
   * the path is longer than `DEEPEST_PATH`.
   */
  of(path: readonly string[]): Position;
}

/** Longest path that is remembered, in parts: a hostile file must not fill the memory with paths. */
export const DEEPEST_PATH = 8;

/** One name for a key path; parts may hold dots themselves. */
function pathName(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** The parts of a key as it is written, quotes and escapes understood by the parser itself. */
function keyParts(written: string): string[] {
  if (!/["']/.test(written)) return written.split('.').map((part) => part.trim());
  const parts: string[] = [];
  let level: unknown = parse(`${written} = 0`);
  while (typeof level === 'object' && level !== null) {
    const entry: readonly [string, unknown] | undefined = Object.entries(level)[0];
    if (entry === undefined) return parts;
    parts.push(entry[0]);
    level = entry[1];
  }
  return parts;
}

/** Walks a document that has been parsed without an error, and remembers where keys stand. */
class Locator {
  readonly positions = new Map<string, Position>();
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
    this.#document();
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#text)?.[0].length ?? 0;
  }

  /** Blanks, ends of lines and comments. */
  #skipVoid(): void {
    this.#skip(/(?:\s+|#[^\n]*)*/y);
  }

  /** The position of an offset; offsets must not fall from call to call. */
  #position(offset: number): Position {
    let end = this.#text.indexOf('\n', this.#lineStart);
    while (end >= 0 && end < offset) {
      this.#line++;
      this.#lineStart = end + 1;
      end = this.#text.indexOf('\n', this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  /**
   * Reads a key with its closing sign, and remembers it and every table above that it names.
   *
   * @param above path of the table around it; absent inside a list, where keys have no path
   */
  #key(above: readonly string[] | undefined): readonly string[] | undefined {
    const start = this.#at;
    this.#skip(/(?:"(?:[^"\\]+|\\.)*"|'[^']*'|[^"'=\]]+)*/y);
    const written = this.#text.slice(start, this.#at).trim();
    this.#at++;
    if (above === undefined) return undefined;
    const path = [...above, ...keyParts(written)];
    const position = this.#position(start);
    for (let length = above.length + 1; length <= Math.min(path.length, DEEPEST_PATH); length++) {
      const name = pathName(path.slice(0, length));
      if (!this.positions.has(name)) this.positions.set(name, position);
    }
    return path;
  }

  #string(): void {
    this.#skip(
      /"""(?:[^\\]|\\[^])*?"""(?:"{0,2})|'''[^]*?'''(?:'{0,2})|"(?:[^"\\]+|\\.)*"|'[^']*'/y,
    );
  }

  #list(): void {
    this.#at++;
    for (;;) {
      this.#skip(/(?:[\s,]+|#[^\n]*)*/y);
      if (this.#ended(']')) return;
      this.#value(undefined);
    }
  }

  #inlineTable(path: readonly string[] | undefined): void {
    this.#at++;
    for (;;) {
      this.#skip(/(?:[\s,]+|#[^\n]*)*/y);
      if (this.#ended('}')) return;
      const inside = this.#key(path);
      this.#skipVoid();
      this.#value(inside);
    }
  }

  #ended(close: string): boolean {
    if (this.#at < this.#text.length && this.#text[this.#at] !== close) return false;
    this.#at++;
    return true;
  }

  #value(path: readonly string[] | undefined): void {
    const first = this.#text[this.#at];
    if (first === '"' || first === "'") return this.#string();
    if (first === '[') return this.#list();
    if (first === '{') return this.#inlineTable(path);
    this.#skip(/[^,\]}#\r\n]*/y);
  }

  #document(): void {
    let table: readonly string[] | undefined = [];
    this.#skipVoid();
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '[') {
        this.#skip(/\[+[ \t]*/y);
        table = this.#key([]);
        this.#skip(/\]/y);
      } else {
        const path = this.#key(table);
        this.#skip(/[ \t]*/y);
        this.#value(path);
      }
      this.#skipVoid();
    }
  }
}

/**
 * Finds where the keys of a TOML document stand: under table headers, dotted, quoted, in inline
 * tables, behind lists and texts that span lines.
 *
 * @param text a document that parses, without byte order mark
 */
export function locateKeys(text: string): KeyPositions {
  const { positions } = new Locator(text);
  return { of: (path) => positions.get(pathName(path)) ?? { line: 1, column: 1 } };
}
