/** How a program of the machine ended, and what it said. */
export interface Answered {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A file or folder as the file system has it. */
export interface Place {
  /** Permission bits. */
  readonly mode: number;
  readonly bytes: number;
  /** Whether it belongs to this user. */
  readonly ours: boolean;
}

/** The file system that a path lies on. */
export interface Disk {
  readonly freeBytes: number;
  /** Share of inodes that are free; absent where they are not counted. */
  readonly freeInodes?: number;
  /** `ext4`; absent where the system does not tell. */
  readonly fileSystem?: string;
}

/** The machine around the program, for the few commands that set it up. */
export interface Machine {
  /** Absolute paths of Node and of this program. */
  readonly program: readonly [node: string, script: string];
  readonly user: {
    readonly name: string;
    readonly isRoot: boolean;
  };
  /** Folder of the user's configuration, by XDG. */
  readonly configFolder: string;
  readonly host: string;
  /** IANA name of its time zone. */
  readonly zone: string;
  /** `v20.20.2`. */
  readonly nodeVersion: string;
  /**
   * Runs a program to its end.
   *
   * @returns absent when there is no such program
   */
  ask(command: readonly string[], input?: string): Promise<Answered | undefined>;
  /** @returns absent when there is no such file, or this user may not see it */
  read(path: string): Promise<string | undefined>;
  /** @returns absent when there is nothing, or this user may not see it */
  place(path: string): Promise<Place | undefined>;
  /** @returns absent when there is no such path */
  disk(path: string): Promise<Disk | undefined>;
  /** Whether a process of that number lives here. */
  isAlive(pid: number): boolean;
  /** Names in a folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Writes a file whole or not at all, for everybody to read; folders are made. @throws Failure */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Does the work with an empty folder that is gone after it. */
  inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result>;
}
