export type MoneyKind = 'credit' | 'debit';

/** The key of the try after another one: `detaxe:<form>:credit:1` first. Never anything but a function of the form. */
export function nextKey(formId: string, kind: MoneyKind, previous: string | undefined): string {
  return `detaxe:${formId}:${kind}:${numberOf(previous) + 1}`;
}

/** Which try of its kind a key is; 0 for none. */
export const numberOf = (key: string | undefined): number => Number(key?.slice(key.lastIndexOf(':') + 1) ?? 0);

/** @returns undefined for a key that is not one of ours */
export function parseKey(key: string): { formId: string; kind: MoneyKind } | undefined {
  const [, formId, kind] = /^detaxe:([0-9A-Z]+):(credit|debit):[1-9]\d*$/.exec(key) ?? [];
  return formId === undefined ? undefined : { formId, kind: kind as MoneyKind };
}
