import type { Form } from '../../api/generated/contract.ts';
import { stateRow } from '../../domain/tax-free/life/life.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';

/** A form as the contract shows it: where it stands and what it is worth, and nothing of who the traveller is. */
export function formAnswer(form: FormRecord): Form {
  const { formId, state, revision, content, customsId, slip, card, payment } = form;
  return {
    formId,
    state,
    rest: stateRow(state).rest,
    revision,
    receipts: [...form.receipts],
    ...(content === undefined
      ? {}
      : {
          store: content.store,
          method: content.method,
          gross: content.gross,
          vat: content.vat,
          refund: content.refund,
          fee: content.fee,
          credit: content.credit,
          issuedAt: content.issuedAt,
          validationLastDay: content.validationLastDay,
          ...(content.corrects === undefined ? {} : { corrects: content.corrects }),
          ...(content.stated === undefined ? {} : { stated: content.stated }),
        }),
    ...(customsId === undefined ? {} : { customsId }),
    ...(slip === undefined ? {} : { slip }),
    ...(payment === undefined ? {} : { payment: { means: payment.means, reference: payment.reference } }),
    ...(card === undefined ? {} : { card: { brand: card.brand, lastFour: card.lastFour } }),
  };
}
