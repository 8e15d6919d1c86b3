import type { Finding } from '../../../domain/laws/finding.ts';
import type { ServeAnswer } from '../events.ts';
import { Findings } from '../tally.ts';
import { newDay } from './day.ts';
import { issueForm, quote } from './kiosk.ts';
import { type Ground, openShop, type Shop } from './shop.ts';
import { sellAndTakeBack } from './till.ts';

/** A private key that opens and signs, and a public key that is not its half: nobody could check what is signed with it. */
async function keyFindings(shop: Shop): Promise<Finding[]> {
  try {
    const { kid, isRight } = await shop.signingKey();
    const says = 'what is signed with its private key does not fit it';
    return isRight ? [] : [{ law: 'signing-key-wrong', item: `SIGNING-KEYS/${kid} publicKey`, says }];
  } catch (error) {
    const { name } = error as Error;
    return [{ law: 'signing-key-sealed', item: 'SIGNING-KEYS', says: `no signing key opens in this Region: ${name}` }];
  }
}

/** The form must have come up to the wire of customs, where it was refused. */
function wireFindings({ refused, troubles }: Shop): Finding[] {
  const says = `the form did not come up to the wire: ${troubles.join(', ')}`;
  return refused() > 0 ? [] : [{ law: 'serves-customs', item: 'SECRETS/customs-client', says }];
}

/**
 * Sells, takes back, quotes and issues a form on a restored set with the handlers that are deployed. Customs are told of the form up to
 * the wire and no further. What it wrote stays in the restored tables.
 */
export async function serve(ground: Ground): Promise<ServeAnswer> {
  const findings = new Findings();
  const shop = openShop(ground);
  const day = newDay(shop, ground.now(), findings);
  findings.add(...(await keyFindings(shop)));
  const number = await sellAndTakeBack(day);
  if (number !== undefined) {
    await quote(day, number);
    await issueForm(day, number);
    findings.add(...wireFindings(shop));
  }
  return {
    serves: findings.count === 0,
    findings: findings.kept,
    findings_count: findings.count,
    outbound_refused: shop.refused(),
  };
}
