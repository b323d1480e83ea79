/** What came back from one exchange on the wire. */
export type Sent = RawAnswer | Fault | UnreadableBody;

/** A whole answer, its body unpacked from the transfer's encoding. */
export interface RawAnswer {
  readonly kind: 'raw';
  readonly url: URL;
  readonly status: number;
  /** Value by lower-case name; several headers of a name are joined by commas. Absent: not sent. */
  header(name: string): string | undefined;
  readonly setCookies: readonly string[];
  readonly body: Uint8Array;
}

/** No whole answer: the network, a name, a time limit, a body cut off. Worth another try. */
export interface Fault {
  readonly kind: 'fault';
  /** In words, with the code of the error. */
  readonly reason: string;
  readonly cause: unknown;
}

/** An answer whose body is not taken: too large, or in an encoding nobody asked for. */
interface UnreadableBody {
  readonly kind: 'unreadable';
  readonly status: number;
  readonly reason: string;
}
