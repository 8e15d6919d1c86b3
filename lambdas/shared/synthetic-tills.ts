/** A way to the API: by the public name, or straight to this Region or the other one. */
export type Way = 'public' | 'own' | 'other';

export const WAYS: readonly Way[] = ['public', 'own', 'other'];

/** The store that sells to itself, so that somebody notices when nobody can. */
export const SYNTHETIC_STORE = 'SYNTHETIC';

const LETTER: Readonly<Record<Way, string>> = { public: 'P', own: 'O', other: 'T' };

/**
 * The till of a way: `W` for the watch and `V` for verifications, the letter of the way, then the Region by the end of its name: eu-west-3
 * is T3, eu-central-1 is L1. No two of them share a chain, so that none takes the other's next place.
 */
export const tillCode = (as: 'watch' | 'verify', way: Way, region: string): string =>
  `${as === 'watch' ? 'W' : 'V'}${LETTER[way]}${region.replaceAll('-', '').slice(-2).toUpperCase()}`;
