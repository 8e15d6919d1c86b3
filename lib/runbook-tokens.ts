import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Aws, FileSystem } from 'aws-cdk-lib';
import { CALLED_BY_RUNBOOKS, type CalledByRunbooks } from './capabilities.ts';
import { functionName, keyAliasArn, type ServingRegion, tableName } from './names.ts';
import type { Settings } from './settings.ts';

/** What the values of tokens depend on. */
export interface TokenContext {
  readonly settings: Settings;
  readonly region: ServingRegion;
  readonly bundles: string;
  readonly restoreRoleArn: string;
  readonly cloneTemplateUrl: string;
}

/** `boot-check` is `BootCheck`. */
const pascal = (name: string): string => name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A value for every token that a definition may use, but `Version`. */
export function tokenValues({
  settings,
  region,
  restoreRoleArn,
  cloneTemplateUrl,
}: TokenContext): Record<string, string> {
  const { environment, regions, failover } = settings;
  const functions = CALLED_BY_RUNBOOKS.map((name) => [`${pascal(name)}Function`, functionName(environment, name)]);
  return {
    ...Object.fromEntries(functions),
    OperationsTable: tableName(environment, 'operations'),
    Prefix: `permanence-${environment}`,
    Region: region,
    OtherRegion: regions.find((other) => other !== region) ?? '',
    Account: Aws.ACCOUNT_ID,
    Partition: Aws.PARTITION,
    RestoreRoleArn: restoreRoleArn,
    DataKeyArn: keyAliasArn(environment, 'data', region),
    CloneTemplateUrl: cloneTemplateUrl,
    ApprovalSeconds: String(failover.approvalSeconds),
    WithoutAnswer: failover.withoutAnswer,
    Verifications: String(failover.verifications),
  };
}

/**
 * What a drill has verified: the definition, the code of the functions it calls, and the settings. Another one means that the runbook has
 * not been tried as it is.
 *
 * @returns 16 hexadecimal digits, the same in both Regions
 */
export function versionOf(
  definition: string,
  functions: readonly CalledByRunbooks[],
  { settings, bundles }: Pick<TokenContext, 'settings' | 'bundles'>,
): string {
  const hash = createHash('sha256').update(definition).update(JSON.stringify(settings));
  for (const name of functions) hash.update(FileSystem.fingerprint(join(bundles, name)));
  return hash.digest('hex').slice(0, 16);
}
