import type { Behaviour } from '../simulator/behaviour.ts';

/** How the twin's acquirer is started. */
export interface AcquirerOptions {
  /** File that keeps its records over a restart. */
  file: string;
  /** 0 or none for any. */
  port?: number;
  seed?: string;
  /** What differs from good behaviour. */
  behaviour?: Partial<Behaviour>;
  /** Where our Regions' APIs are; can be said later. */
  webhooks?: string[];
  /** How long it knows a key; for ever when not said. After it, the same key moves money again. */
  keyLife_ms?: number;
  secrets?: AcquirerSecrets;
}

/** What we and the twin's acquirer share. */
export interface AcquirerSecrets {
  acquirer: string;
}

/** The twin's own account, the same at every start: it protects nothing but the shape of the protocol. */
export const ACQUIRER_SECRETS: AcquirerSecrets = {
  acquirer: JSON.stringify({
    apiKey: 'twin-api-key',
    merchantAccount: 'PermanenceTwin',
    hmacKey: '44782def547aaa06c910c43932b1eb0c71fc68d9d0c057550c48ec2acf6ba056',
  }),
};

/** The path of our webhook. */
export const ACQUIRER_WEBHOOK = '/v1/acquirer/notifications';
