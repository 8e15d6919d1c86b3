/** A part of the traffic of the public name. */
export type Slice = 'canary' | 'main';

/** The parts and their weights: a tenth goes ahead when a Region comes back. [ours] */
export const SLICES: readonly { slice: Slice; weight: number }[] = [
  { slice: 'canary', weight: 10 },
  { slice: 'main', weight: 90 },
];

/** What a Region serves: everything, the tenth that goes ahead, or nothing because it was evacuated. */
export type Serves = 'all' | 'canary' | 'none';

const SERVED: Readonly<Record<Serves, readonly Slice[]>> = { all: ['canary', 'main'], canary: ['canary'], none: [] };

export const isSlice = (text: string): text is Slice => SLICES.some(({ slice }) => slice === text);
export const isServes = (text: string): text is Serves => Object.hasOwn(SERVED, text);

/** Whether a slice of a Region's traffic was sent to the other Region. */
export const isEvacuated = (serves: Serves, slice: Slice): boolean => !SERVED[serves].includes(slice);
