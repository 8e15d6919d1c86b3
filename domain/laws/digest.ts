import { hash } from 'node:crypto';

const MODULUS = 1n << 256n;

/**
 * A digest of a set of facts: the sum of their SHA-256 modulo 2^256. Parts of the set are digested apart and added in any order, and a fact
 * that is there twice counts twice. Whoever can choose facts freely could find two sets of one digest (Wagner's generalised birthdays), so
 * it compares two copies of what is signed or was found good, and proves nothing by itself.
 */
export class Digest {
  #sum = 0n;

  add(fact: string): void {
    this.#sum = (this.#sum + BigInt(`0x${hash('sha256', fact, 'hex')}`)) % MODULUS;
  }

  /** 64 hexadecimal digits. */
  toString(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

/** The digest of several sets together. */
export const sumOfDigests = (digests: readonly string[]): string =>
  (digests.reduce((sum, digest) => sum + BigInt(`0x${digest}`), 0n) % MODULUS).toString(16).padStart(64, '0');
