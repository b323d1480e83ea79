import { crc32, deflateRawSync } from 'node:zlib';

/** A file to be put in an archive; what is told beside its bytes makes the archive lie. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly stored?: boolean;
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
  readonly flags?: number;
}

function record(size: number, fields: readonly (readonly [number, number, 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(size);
  for (const [at, value, width] of fields) buffer.writeUIntLE(value, at, width);
  return buffer;
}

/** A zip archive around the files. */
export function zipFile(...files: readonly ZippedFile[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, stored, claimedSize, claimedCrc, flags } of files) {
    const packed = stored ? Buffer.from(bytes) : deflateRawSync(bytes);
    const method = stored ? 0 : 8;
    const nameBytes = Buffer.from(name);
    directory.push(
      record(46, [
        [0, 0x02014b50, 4],
        [8, flags ?? 0, 2],
        [10, method, 2],
        [16, claimedCrc ?? crc32(bytes), 4],
        [20, packed.length, 4],
        [24, claimedSize ?? bytes.length, 4],
        [28, nameBytes.length, 2],
        [42, offset, 4],
      ]),
      nameBytes,
    );
    const local = record(30, [
      [0, 0x04034b50, 4],
      [26, nameBytes.length, 2],
    ]);
    locals.push(local, nameBytes, packed);
    offset += local.length + nameBytes.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = record(22, [
    [0, 0x06054b50, 4],
    [8, files.length, 2],
    [10, files.length, 2],
    [12, listed.length, 4],
    [16, offset, 4],
  ]);
  return Buffer.concat([...locals, listed, end]);
}

/** An archive with one text file. */
export function zippedText(name: string, text: string): Uint8Array {
  return zipFile({ name, bytes: Buffer.from(text) });
}
