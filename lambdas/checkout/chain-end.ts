import { type ChainEnd, endOf, genesis } from '../../domain/chain/append.ts';
import { isSigned, keyIdOf } from '../../domain/chain/token.ts';
import type { Place } from '../../domain/receipt-number.ts';
import { headAnswer } from '../shared/answers.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { CheckoutDependencies } from './record.ts';

async function isGenuine(token: string, { keys, trusted }: CheckoutDependencies): Promise<boolean> {
  if (trusted.has(token)) return true;
  await keys.signingKey();
  const kid = keyIdOf(token);
  if (kid !== undefined && keys.findKey(kid) === undefined) await keys.refresh();
  return isSigned(token, keys.findKey);
}

async function endBefore(
  { store, till, sequence }: Place,
  token: string | undefined,
  dependencies: CheckoutDependencies,
): Promise<ChainEnd | undefined> {
  if (token === undefined) return sequence === 1 ? genesis(store, till) : undefined;
  if (!(await isGenuine(token, dependencies))) return undefined;
  const end = endOf(token);
  return end?.store === store && end.till === till && end.sequence + 1 === sequence ? end : undefined;
}

/**
 * The end of the chain that an entry continues, as its token tells it, without reading. Only a token that does not fit costs a read, of
 * the head that the till should continue from.
 */
export async function chainEnd(
  place: Place,
  token: string | undefined,
  dependencies: CheckoutDependencies,
): Promise<{ end: ChainEnd } | Refusal> {
  const end = await endBefore(place, token, dependencies);
  if (end !== undefined) return { end };
  const head = await dependencies.chains.head(place.store, place.till);
  return refuse('chain-moved', 'Continue from `head`: its sequence plus one, with its token.', {
    head: headAnswer(head),
  });
}
