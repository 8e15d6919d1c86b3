import type { Entry } from '../chain/entry.ts';
import { type FindKey, isSigned } from '../chain/token.ts';
import { formatReceiptNumber } from '../receipt-number.ts';
import type { Finding } from './finding.ts';

/** An entry that was read, and the token that its text and signature make. */
export interface WalkedEntry {
  entry: Entry;
  token: string;
}

/** A signature is checked at least this often; between two checks the links vouch for content and signatures. */
const WINDOW = 256;

const unknownKey = (kid: string, number: string): Finding => ({
  law: 'signing-key-missing',
  item: `SIGNING-KEYS/${kid}`,
  says: `${number} is signed with it, and the registry does not have it`,
});

const wrongKey = (kid: string, number: string): Finding => ({
  law: 'signing-key-wrong',
  item: `SIGNING-KEYS/${kid} publicKey`,
  says: `no signature made with it fits, from ${number} on, and the entries link to each other`,
});

const altered = ({ entry }: WalkedEntry): Finding => ({
  law: 'entry-altered',
  item: `${formatReceiptNumber(entry)} entry`,
  says: `its signature by key ${entry.key} does not fit what it says`,
});

/**
 * The signatures of a chain, one checked a window. When it does not fit, those of the window are checked one by one: where some fit, the
 * others were altered; where none of a key fits, and there are several, the public key is not the one they were signed with.
 */
export function createSignatures(findKey: FindKey) {
  let window: WalkedEntry[] = [];
  /** Keys found wrong or missing: told once, and no longer asked. */
  const told = new Set<string>();

  const isTold = ({ entry }: WalkedEntry): boolean => told.has(entry.key);
  const fits = ({ entry, token }: WalkedEntry): boolean => told.has(entry.key) || isSigned(token, findKey);

  function blame(kid: string, signed: readonly WalkedEntry[]): Finding[] {
    const bad = signed.filter(({ token }) => !isSigned(token, findKey));
    const [first] = bad;
    if (first === undefined) return [];
    const number = formatReceiptNumber(first.entry);
    if (findKey(kid) !== undefined && (bad.length < signed.length || bad.length === 1)) return bad.map(altered);
    told.add(kid);
    return [findKey(kid) === undefined ? unknownKey(kid, number) : wrongKey(kid, number)];
  }

  return {
    fits,
    take: (walked: WalkedEntry): void => void window.push(walked),
    isFull: (): boolean => window.length >= WINDOW,
    /** Checks the newest signature, and with it the window below it. @returns the entries or keys to blame */
    settle(): Finding[] {
      const newest = window.at(-1);
      if (newest === undefined) return [];
      const asked = isTold(newest) || isSigned(newest.token, findKey) ? [] : window.filter((each) => !isTold(each));
      window = [];
      return [...Map.groupBy(asked, ({ entry }) => entry.key)].flatMap(([kid, signed]) => blame(kid, signed));
    },
  };
}
