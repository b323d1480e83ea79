import { wideEncoding } from '../../core/wide-text.ts';

type Decoder = InstanceType<typeof TextDecoder>;

/** The encoding that the XML declaration names; its letters are ASCII in every encoding that has one. */
function declared(body: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200));
  return /^(?:ï»¿)?\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(start)?.[1];
}

/** @returns absent for a name that nobody knows, which is as good as none: the next place is looked at */
function decoder(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @returns absent where the bytes are none of that encoding */
function decoded(label: string, body: Uint8Array): string | undefined {
  const chosen = decoder(label);
  // What its bytes do not show to be of two bytes a character is not, whatever a label says.
  if (!chosen || chosen.encoding.startsWith('utf-16')) return undefined;
  try {
    return chosen.decode(body);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * The text of an XML body: as its first bytes show (UTF-16), else by the charset of its content type,
 * else by its own declaration, else as UTF-8. A label that the bytes do not fit is passed over; bytes
 * that fit none are shown as U+FFFD.
 *
 * @see RFC 7303, section 3
 */
export function xmlText(body: Uint8Array, contentType: string): string {
  const wide = wideEncoding(body);
  if (wide) return new TextDecoder(wide).decode(body);
  const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  const charset = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  for (const label of marked ? ['utf-8'] : [charset, declared(body), 'utf-8']) {
    const text = label === undefined ? undefined : decoded(label, body);
    if (text !== undefined) return text;
  }
  return new TextDecoder().decode(body);
}
