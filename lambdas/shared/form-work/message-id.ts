/** What a message of ours to customs asks: create, create from a slip, delete. */
export type MessageKind = 'C01' | 'P01' | 'S01';

/** Our id of a message, which customs name in their answer: it says what was asked, and of which form. */
export const messageId = (kind: MessageKind, formId: string, unique: string): string => `${kind}.${formId}.${unique}`;

/** @returns undefined for an id that is not one of ours */
export function parseMessageId(id: string): { kind: MessageKind; formId: string } | undefined {
  const [, kind, formId] = /^(C01|P01|S01)\.([0-9A-Z]+)\.[\w-]+$/.exec(id) ?? [];
  return formId === undefined ? undefined : { kind: kind as MessageKind, formId };
}
