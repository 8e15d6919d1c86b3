/** What customs decided about a message of ours, with the answer that it gets. */
export interface MessageRecord {
  kind: 'message';
  /** ISO 8601 in UTC. */
  at: string;
  message: string;
  messageId: string;
  formId: string;
  slip?: string;
  result: 'accepted' | 'rejected' | 'wrong-structure' | 'system-error';
  customsId?: string;
  reasons?: string[];
  /** As the form said, in euros. */
  gross?: string;
  refund?: string;
  /** A create within a minute of the one before: not allowed. */
  tooSoon?: boolean;
  /** Id of our answer; absent when none will be sent. */
  answerId?: string;
}

/** What the border decided about a registered form. */
export interface ExportRecord {
  kind: 'export';
  at: string;
  formId: string;
  customsId: string;
  status: 'CONFIRME' | 'ANNULE';
  /** The nightly list that tells it. */
  listId: string;
}

/** A message of customs was acknowledged. */
export interface ToldRecord {
  kind: 'told';
  at: string;
  id: string;
  tries: number;
  /** Which of our Regions took it. */
  url: string;
  status: number;
  body: string;
}

export type CustomsRecord = MessageRecord | ExportRecord | ToldRecord;

/** Where a form stands for customs. */
export interface CustomsFormState {
  formId: string;
  /** Ids in force: a normal one, an emergency one, or for a while both. */
  normal?: string;
  emergency?: string;
  rejected: boolean;
  deleted: boolean;
  exports: { customsId: string; status: 'CONFIRME' | 'ANNULE' }[];
  gross?: string;
  refund?: string;
  /** Creates that were sent, and how many of them too soon. */
  creates: number;
  tooSoon: number;
}

const blank = (formId: string): CustomsFormState => ({
  formId,
  rejected: false,
  deleted: false,
  exports: [],
  creates: 0,
  tooSoon: 0,
});

function applyMessage(state: CustomsFormState, record: MessageRecord): void {
  const { message, result, customsId, gross, refund } = record;
  if (message === 'A_E_C01') state.creates += 1;
  if (record.tooSoon) state.tooSoon += 1;
  if (result === 'rejected' && message !== 'A_E_S01' && !customsId) state.rejected = true;
  if (result !== 'accepted') return;
  if (message === 'A_E_C01' && customsId) state.normal = customsId;
  if (message === 'A_E_P01' && customsId) state.emergency = customsId;
  if (message === 'A_E_S01') state.deleted = true;
  if (gross) state.gross = gross;
  if (refund) state.refund = refund;
}

/** Where every form stands, from the records alone: what a drill compares with us. */
export function formsOf(records: readonly CustomsRecord[]): Map<string, CustomsFormState> {
  const forms = new Map<string, CustomsFormState>();
  for (const record of records) {
    if (record.kind === 'told') continue;
    const state = forms.get(record.formId) ?? blank(record.formId);
    forms.set(record.formId, state);
    if (record.kind === 'message') applyMessage(state, record);
    else state.exports.push({ customsId: record.customsId, status: record.status });
  }
  return forms;
}
