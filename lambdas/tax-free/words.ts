import type { FormRecord } from '../shared/form-work/form-record.ts';

/** What stands on a printed form beside the figures, in French, the language of customs, and in English. */
export const WORDS = {
  title: 'Bordereau de vente à l’exportation',
  subtitle: 'Tax-free form',
  notRegistered: 'Pas encore enregistré par la douane / Not yet registered with customs',
  validate: 'À faire valider par la douane au plus tard le / To be validated by customs by',
  emergency: 'Procédure de secours / Emergency slip',
} as const;

/** The number that customs scan: theirs once there is one, the slip's in an emergency, and until then our own. */
export const scannedNumber = ({ customsId, slip, formId }: FormRecord): string => customsId ?? slip ?? formId;

/** What is said of a form's standing above its barcode. */
export const standing = ({ customsId, slip }: FormRecord): string =>
  customsId ?? (slip === undefined ? WORDS.notRegistered : `${WORDS.emergency} ${slip}`);
