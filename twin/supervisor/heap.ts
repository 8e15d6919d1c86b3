import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8's heap grow to five times what lives in it before all of it is collected. Answers of the database pass through the links as
 * buffers outside of the heap, which V8 counts as well: a heap as small as the twin's was collected after every megabyte or two of them,
 * for a third of the processor time that carrying them takes.
 */
export const letHeapGrow = (): void => setFlagsFromString('--heap-growing-percent=400');
