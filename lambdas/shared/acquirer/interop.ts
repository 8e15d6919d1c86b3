/**
 * The default export of a CommonJS module of the library. Node and the bundler import such a module whole, with its default as a member;
 * the test runner imports that member itself.
 */
export const defaultOf = <T>(imported: { default: T }): T => imported.default ?? (imported as unknown as T);
