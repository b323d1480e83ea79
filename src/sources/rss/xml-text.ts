/** Marks at the beginning of a body that tell its encoding, before anything else does. */
function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : undefined;
}

/** The encoding that the XML declaration names; its letters are ASCII in every encoding that has one. */
function declared(body: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(start)?.[1];
}

function decoder(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch (error) {
    // A name that nobody knows is as good as none: the next place is looked at.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The text of an XML body: by its byte order mark, else the charset of its content type, else its own
 * declaration, else UTF-8. Bytes that are none are shown as U+FFFD.
 *
 * @see RFC 7303, section 3
 */
export function xmlText(body: Uint8Array, contentType: string): string {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  const chosen =
    decoder(byteOrderMark(body)) ??
    decoder(charset) ??
    decoder(declared(body)) ??
    new TextDecoder();
  return chosen.decode(body);
}
