import type { Digest } from './digest.ts';

/** Enough for a Feistel network over small domains. Source: NIST SP 800-38G, FF1 has ten rounds. */
const ROUNDS = 10;

const CLASSES = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'] as const;
const classOf = (character: string): string | undefined => CLASSES.find((letters) => letters.includes(character));

/** How many texts there are of these classes. */
const sizeOf = (classes: readonly string[]): bigint => classes.reduce((size, { length }) => size * BigInt(length), 1n);

/** A text as a number whose digits are of the classes' sizes. */
const numberOf = (characters: readonly string[], classes: readonly string[]): bigint =>
  characters.reduce((value, character, i) => {
    const letters = classes[i] ?? '';
    return value * BigInt(letters.length) + BigInt(letters.indexOf(character));
  }, 0n);

function textOf(value: bigint, classes: readonly string[]): string[] {
  let rest = value;
  return classes
    .toReversed()
    .map((letters) => {
      const character = letters.charAt(Number(rest % BigInt(letters.length)));
      rest /= BigInt(letters.length);
      return character;
    })
    .reverse();
}

/**
 * Replaces a text by another one of the same shape: digits by digits, letters by letters of the same case, all else as it is. One to one,
 * so that two texts never become the same.
 *
 * An alternating Feistel network, as FF1 of NIST SP 800-38G is, but over digits of mixed size and with HMAC as its function.
 */
export function permuted(digest: Digest, purpose: string, text: string): string {
  const places = [...text].flatMap((character, at) => {
    const letters = classOf(character);
    return letters === undefined ? [] : [{ at, character, letters }];
  });
  if (places.length < 2) return single(digest, purpose, text, places);
  const middle = places.length >> 1;
  const halves = [places.slice(0, middle), places.slice(middle)].map((half) => {
    const classes = half.map(({ letters }) => letters);
    const characters = half.map(({ character }) => character);
    return { classes, size: sizeOf(classes), value: numberOf(characters, classes) };
  });
  const shape = `${purpose}/${shapeOf(text)}`;
  for (let round = 0; round < ROUNDS; round++) {
    const [changed, other] = round % 2 === 0 ? halves : halves.toReversed();
    if (changed === undefined || other === undefined) break;
    changed.value = (changed.value + bigint(digest(`${shape}/${round}`, String(other.value)))) % changed.size;
  }
  const replaced = halves.flatMap(({ value, classes }) => textOf(value, classes));
  const characters = [...text];
  places.forEach(({ at }, i) => {
    characters[at] = replaced[i] ?? '';
  });
  return characters.join('');
}

/** One character alone moves along its class by a keyed step that is never nought. */
function single(
  digest: Digest,
  purpose: string,
  text: string,
  [place]: readonly { at: number; character: string; letters: string }[],
): string {
  if (place === undefined) return text;
  const { at, character, letters } = place;
  const step = 1n + (bigint(digest(`${purpose}/${shapeOf(text)}`, '')) % BigInt(letters.length - 1));
  const moved = letters.charAt((letters.indexOf(character) + Number(step)) % letters.length);
  return text.slice(0, at) + moved + text.slice(at + 1);
}

const shapeOf = (text: string): string =>
  text.replaceAll(/[0-9]/g, '0').replaceAll(/[A-Z]/g, 'A').replaceAll(/[a-z]/g, 'a');

const bigint = (digest: Uint8Array): bigint => BigInt(`0x${Buffer.from(digest).toString('hex')}`);
