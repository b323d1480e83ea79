import { Failure, mostTelling } from '../../core/failure.ts';
import type { IndexMember } from '../../core/indices/index-member.ts';
import { PUBLISHED_INDICES, publishedIndex } from '../../core/indices/published-index.ts';
import type { PublishedIndex } from '../../core/indices/published-index.ts';
import type { Http, SourcePolicy } from '../../ports/http.ts';
import type { IndexList, IndexSource } from '../../ports/indices.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { textOf } from '../decode.ts';
import { NIFTY_INDICES, NSE_ARCHIVES } from './policy.ts';
import { readIndexList } from './read-index-list.ts';

/** The largest list, of 750 members, had 49 kB in 2025. */
const LARGEST_LIST_BYTES = 4 * 1024 * 1024;

type Doubt = (members: readonly IndexMember[]) => string | undefined;

/** Where a list lies: a folder that ends with a slash. */
interface Place {
  readonly name: string;
  readonly policy: SourcePolicy;
  readonly folder: string;
}

/** What went wrong at one place, so that the next is asked; anything else is no place's doing. */
function ofPlace(error: unknown): Failure {
  const codes = ['not-yet', 'blocked', 'auth', 'bad-data'];
  if (error instanceof Failure && codes.includes(error.code)) return error;
  throw error;
}

function nowhere({ code, lists }: PublishedIndex): Failure {
  return new Failure(
    'bad-data',
    `expected the list of ${code} as ${lists.map((list) => `"${list}.csv"`).join(' or ')}, found 404 everywhere; its name may have changed`,
    { detail: { status: 404 } },
  );
}

/** The list at one address; absent where it is not there (404). */
async function listAt(
  http: Http,
  { name, policy, folder }: Place,
  list: string,
  doubt: Doubt,
): Promise<IndexList | undefined> {
  const answer = await http.get({
    policy,
    url: `${folder}${encodeURIComponent(list)}.csv`,
    expect: 'csv',
    maxBytes: LARGEST_LIST_BYTES,
    conditional: true,
  });
  if (answer.status === 404 || answer.status === 410) return undefined;
  return readAnswer(http, answer, () => {
    if (!succeeded(answer)) throw strangeStatus(answer);
    const members = readIndexList(textOf(answer.body), `${list}.csv`);
    const reason = doubt(members);
    if (reason !== undefined) throw new Failure('bad-data', `${reason} in ${list}.csv`);
    return { members, source: name, stale: answer.stale };
  });
}

/**
 * NSE's lists of what its indices are made of, as they are today: from NSE's archives, and from the
 * host of the indices where the archives do not have a list, do not answer, or answer with something
 * that is refused.
 */
export function createNseIndices({
  http,
  archivesOrigin,
  niftyIndicesOrigin,
}: {
  readonly http: Http;
  readonly archivesOrigin: string;
  /** `https://niftyindices.com` */
  readonly niftyIndicesOrigin: string;
}): IndexSource {
  const places: readonly Place[] = [
    { name: 'nse', policy: NSE_ARCHIVES, folder: `${archivesOrigin}/content/indices/` },
    {
      name: 'niftyindices',
      policy: NIFTY_INDICES,
      folder: `${niftyIndicesOrigin}/IndexConstituent/`,
    },
  ];

  async function constituents(
    index: PublishedIndex,
    doubt: Doubt = () => undefined,
  ): Promise<IndexList> {
    const failures: Failure[] = [];
    let stale: IndexList | undefined;
    for (const place of places) {
      for (const list of index.lists) {
        const found = await listAt(http, place, list, doubt).catch(ofPlace);
        if (found instanceof Failure) failures.push(found);
        else if (found && !found.stale) return found;
        else stale ??= found;
        // Another spelling helps where the file is not there, and only there.
        if (found) break;
      }
    }
    if (stale) return stale;
    throw mostTelling(failures) ?? nowhere(index);
  }

  return {
    name: 'nse',
    codes: PUBLISHED_INDICES.map(({ code }) => code),
    constituents,
    async members(code) {
      const { members } = await constituents(publishedIndex(code));
      return members.filter(({ dummy }) => !dummy).map(({ symbol }) => symbol);
    },
  };
}
