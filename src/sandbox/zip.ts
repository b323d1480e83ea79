import { crc32, deflateRawSync } from 'node:zlib';

const VERSION_DEFLATE = 20;
const METHOD_DEFLATE = 8;
/** 1 January 1980, the format's first day: the archive depends on nothing but its content. */
const DOS_DATE = 33;

/**
 * An archive of one file, deflated.
 *
 * @see PKWARE APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const nameBytes = Buffer.from(name);
  /** From "version needed" to "extra field length": the same in both headers. */
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION_DEFLATE, 0);
  facts.writeUInt16LE(METHOD_DEFLATE, 4);
  facts.writeUInt16LE(DOS_DATE, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(nameBytes.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, nameBytes, packed]);

  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION_DEFLATE, 0);
  /** Comment length, disk, attributes and offset, all 0. */
  const rest = Buffer.alloc(14);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), made, facts, rest, nameBytes]);

  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}
