import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, type Condition, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Settings } from '../settings.ts';

/** What makes everything unreadable that a key encrypts. */
const LOSES_THE_KEY = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DeleteImportedKeyMaterial'] as const;

/** What lifts the ban on the above. */
const CHANGES_THE_BAN = ['kms:PutKeyPolicy'] as const;

/** Session tag in which whoever lets people into the break-glass role says who else agreed, see docs/decisions/040. */
const APPROVED_BY = 'aws:PrincipalTag/permanence:approved-by';

const PRESENT = '?*';

/** Each refuses by itself; a session has to get past all of them. Conditions that are negated also hold when the key is absent. */
function hurdles({ breakGlassRole }: Settings): Readonly<Record<string, Record<string, Condition>>> {
  const role = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${breakGlassRole}`;
  return {
    OnlyBreakGlass: { ArnNotLike: { 'aws:PrincipalArn': role } },
    OnlyWithSecondFactor: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    OnlyByName: { StringNotLike: { 'aws:SourceIdentity': PRESENT } },
    OnlyWhenApproved: { StringNotLike: { [APPROVED_BY]: PRESENT } },
    // A policy variable, filled in by IAM when it decides.
    OnlyByAnother: { StringEqualsIgnoreCase: { [APPROVED_BY]: '$' + '{aws:SourceIdentity}' } },
  };
}

/**
 * Refuses to lose a key to everyone, the account's root user included, but a session of the break-glass role in which one person
 * proved a second factor and another one approved.
 *
 * @param settings nothing is refused when the environment can be thrown away
 * @param sealed whether the policy itself is under the same ban: then not even a deployment changes it
 */
export function nobodyLosesAlone(settings: Settings, sealed: boolean): PolicyStatement[] {
  if (settings.destroyable) return [];
  const actions = sealed ? [...LOSES_THE_KEY, ...CHANGES_THE_BAN] : [...LOSES_THE_KEY];
  return Object.entries(hurdles(settings)).map(
    ([sid, conditions]) =>
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: ['*'],
        conditions,
      }),
  );
}
