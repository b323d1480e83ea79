/** Files of the data folder. Written whole or not at all: temporary name, sync, rename; mode 0600. */
export interface Files {
  /**
   * @param mode for a file that others read; 0600 unless told
   * @throws Failure `disk-create`, `disk-io`
   */
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /** @returns absent when there is no such file. @throws Failure `disk-io` */
  read(path: string): Promise<string | undefined>;
  /** Names of the files of a folder, in alphabetical order; empty where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Removes a file, if it is there. @throws Failure `disk-io` */
  remove(path: string): Promise<void>;
}
