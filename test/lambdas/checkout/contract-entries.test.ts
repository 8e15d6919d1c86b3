import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import {
  closingEvent,
  duplicateEvent,
  movedOn,
  newTill,
  readReceipt,
  recorded,
  type Till,
} from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

const CONTRACT = new URL('../../../api/openapi.yaml', import.meta.url);

/** A schema of the contract as a client would hold an answer against it. */
function schemaOf(name: string) {
  const document = parse(readFileSync(CONTRACT, 'utf8'), { merge: true }) as { components: object };
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'contract', ...document });
  const validate = ajv.compile({ $ref: `contract#/components/schemas/${name}` });
  return (value: unknown) => (validate(value) ? [] : (validate.errors ?? []));
}

const faultsOf = schemaOf('Entry');
let world: World;
let till: Till;
const entries = new Map<string, { entry: { kind: string } }>();

beforeAll(async () => {
  world = await openWorld();
  till = newTill();
  const keep = ({ body }: { body: { entry: { kind: string } } }) => entries.set(body.entry.kind, body);
  const sold = await recorded(world.paris, till, saleOf(SCARF));
  keep(sold);
  const original = sold.body.receiptNumber as string;
  keep(movedOn(till, await ask(world.paris.checkout, duplicateEvent(till, { ...till, sequence: 1 }, 1))));
  keep(await recorded(world.paris, till, returnOf(original, oneScarf)));
  keep(await recorded(world.paris, till, { kind: 'void', reason: 'the customer left' }));
  keep(movedOn(till, await ask(world.paris.checkout, closingEvent(till, '2026-11-24'))));
});

it.each(['sale', 'duplicate', 'return', 'void', 'closing'])(
  'a recorded %s is an entry as the contract types it',
  (kind) => {
    const recordedEntry = entries.get(kind);
    expect(recordedEntry?.entry.kind).toBe(kind);
    expect(faultsOf(recordedEntry?.entry)).toEqual([]);
    expect(schemaOf('RecordedEntry')(recordedEntry)).toEqual([]);
  },
);

it('a receipt that is read back is one too', async () => {
  const { body } = await readReceipt(
    world.paris,
    (entries.get('sale') as unknown as { receiptNumber: string }).receiptNumber,
  );
  expect(schemaOf('StoredReceipt')(body)).toEqual([]);
});

it('the contract tells the kinds apart: an entry of no kind, or of another one, is none', () => {
  const sale = entries.get('sale')?.entry;
  expect(faultsOf({ ...sale, kind: 'gift' })).not.toEqual([]);
  expect(faultsOf({ ...sale, kind: 'return' })).not.toEqual([]);
});
