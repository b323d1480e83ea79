/** Encodings of two bytes a character. */
export type WideEncoding = 'utf-16le' | 'utf-16be';

/**
 * Whether a text is written in two bytes a character, by its byte order mark, or by a first character
 * `<` of two bytes: mark-up of one byte a character never holds a zero.
 *
 * @returns absent: it is not
 * @see XML 1.0, appendix F.1
 */
export function wideEncoding(body: Uint8Array): WideEncoding | undefined {
  const [first, second] = body;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  return first === 0 && second === 0x3c ? 'utf-16be' : undefined;
}

/** The text of bytes that are UTF-8, unless they show themselves to be UTF-16. */
export function markedText(body: Uint8Array): string {
  return new TextDecoder(wideEncoding(body)).decode(body);
}
