import { Aws, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type KeyPurpose, keyAlias } from '../names.ts';
import { nobodyLosesAlone } from '../policies/two-people.ts';
import type { Settings } from '../settings.ts';

const PURPOSE = 'kms:EncryptionContext:purpose';

/** What is sealed with a key, as its encryption context says it: KMS opens nothing else with it. */
interface Purpose {
  readonly [PURPOSE]: string;
}

export const CHAIN_SIGNING: Purpose = { [PURPOSE]: 'chain-signing' };
/** The encryption context of `secretContext` in `lambdas/shared/sealed.ts`; a test compares them. */
export const SECRET: Purpose = { [PURPOSE]: 'secret' };

export interface KeysStackProps extends StackProps {
  readonly settings: Settings;
}

/** A Region's KMS keys, under names that every other stack and Region can work out. */
export class KeysStack extends Stack {
  readonly data: Key;
  readonly signing: Key;
  readonly secrets: Key;
  readonly clone: Key;

  constructor(scope: Construct, id: string, props: KeysStackProps) {
    super(scope, id, props);
    this.data = this.#key('Data', 'data', props.settings, 'Encrypts the tables and the alarm topic');
    this.data.addToResourcePolicy(this.#throughDynamoDB());
    this.data.addToResourcePolicy(this.#noticesToTopic());
    this.signing = this.#key('Signing', 'signing', props.settings, 'Seals the keys that sign the till chains');
    this.signing.addToResourcePolicy(this.#only('OnlyForChains', CHAIN_SIGNING));
    this.secrets = this.#key(
      'Secrets',
      'secrets',
      props.settings,
      "Seals the field keys and the remote services' secrets",
    );
    this.secrets.addToResourcePolicy(this.#only('OnlyForSecrets', SECRET));
    this.clone = this.#key('Clone', 'clone', props.settings, 'Seals what clones hold, and nothing of the original');
  }

  #key(id: string, purpose: KeyPurpose, settings: Settings, description: string): Key {
    const key = new Key(this, id, {
      alias: keyAlias(settings.environment, purpose),
      description,
      enableKeyRotation: true,
      removalPolicy: settings.destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    for (const statement of nobodyLosesAlone(settings, false)) key.addToResourcePolicy(statement);
    return key;
  }

  /** Whoever may use a table may use its key, and only through the table. */
  #throughDynamoDB(): PolicyStatement {
    return new PolicyStatement({
      sid: 'ThroughDynamoDB',
      principals: [new AnyPrincipal()],
      actions: [
        'kms:CreateGrant',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
      ],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': Aws.ACCOUNT_ID,
          'kms:ViaService': `dynamodb.${this.region}.amazonaws.com`,
        },
      },
    });
  }

  #noticesToTopic(): PolicyStatement {
    return new PolicyStatement({
      sid: 'NoticesToTopic',
      principals: ['cloudwatch', 'backup'].map((service) => new ServicePrincipal(`${service}.amazonaws.com`)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    });
  }

  /** A negated condition also holds when the context is absent, so nothing is sealed or opened without it. */
  #only(sid: string, purpose: Purpose): PolicyStatement {
    return new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['kms:Decrypt', 'kms:Encrypt'],
      resources: ['*'],
      conditions: { StringNotEquals: { ...purpose } },
    });
  }
}

function forPurposes(action: string, { keyArn }: Key, purposes: readonly Purpose[]): PolicyStatement {
  const allowed = purposes.map((purpose) => purpose[PURPOSE]);
  return new PolicyStatement({
    actions: [action],
    resources: [keyArn],
    conditions: { StringEquals: { [PURPOSE]: allowed.length === 1 ? allowed[0] : allowed } },
  });
}

/** The right to open what was sealed for a purpose, and nothing else. */
export function opens(key: Key, ...purposes: readonly Purpose[]): PolicyStatement {
  return forPurposes('kms:Decrypt', key, purposes);
}

/** The right to seal, for any purpose there is. */
export function seals(key: Key): PolicyStatement {
  return forPurposes('kms:Encrypt', key, [CHAIN_SIGNING, SECRET]);
}
