import type { Behaviour } from '../simulator/behaviour.ts';

/** How the twin's customs are started. */
export interface CustomsOptions {
  /** File that keeps their records over a restart. */
  file: string;
  /** 0 or none for any. */
  port?: number;
  seed?: string;
  /** What differs from good behaviour. */
  behaviour?: Partial<Behaviour>;
  /** Where our Regions' APIs are; can be said later. */
  webhooks?: string[];
  secrets?: CustomsSecrets;
}

/** What we and the twin's customs share. */
export interface CustomsSecrets {
  'customs-client': string;
  'customs-webhook': string;
}

/** The twin's own secrets, the same at every start: they protect nothing but the shape of the protocol. */
export const CUSTOMS_SECRETS: CustomsSecrets = {
  'customs-client': JSON.stringify({ id: 'permanence-twin', secret: 'twin client secret' }),
  'customs-webhook': 'twin webhook secret',
};

/** The path of our webhook. */
export const CUSTOMS_WEBHOOK = '/v1/customs/messages';
