/** Unpacking, with caps, so that no small answer can fill the memory. */
export interface Decompress {
  /**
   * Unpacks gzip; bytes that are not gzip any more (a proxy unpacked them) come back as they are.
   *
   * @throws Failure `bad-data` when damaged or larger than `maxBytes`
   */
  gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array;
  /**
   * The one file of a zip archive whose name ends in the suffix, its CRC compared.
   *
   * @throws Failure `bad-data` when it is no zip, damaged, larger than `maxBytes`, or holds none or
   *   several such files
   */
  unzipOne(
    bytes: Uint8Array,
    suffix: string,
    maxBytes: number,
  ): { name: string; bytes: Uint8Array };
}
