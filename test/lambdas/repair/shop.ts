import { createHash, generateKeyPairSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import { endOf, seal } from '../../../domain/chain/append.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { signEntry } from '../../../domain/chain/token.ts';
import { amountDue, leftOf } from '../../../domain/return.ts';
import type { Outcome } from '../../../lambdas/repair/events.ts';
import type { Concluded, Planned } from '../../../lambdas/repair/plan.ts';
import { createNotes } from '../../../lambdas/repair/record/notes.ts';
import { createRepair } from '../../../lambdas/repair/repair.ts';
import { entryKey, type Item, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { diceOf } from '../../../twin/drill/dice.ts';
import { customerSale } from '../../../twin/drill/goods.ts';
import { storyClock } from '../../../twin/fill/clock.ts';
import { openDesk } from '../../../twin/fill/desk.ts';
import { openTill, type StoryTill } from '../../../twin/fill/till.ts';
import { stormKeys, stormPublicKey } from '../../../twin/storm/checkout/key.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const STORE = 'HAUSSMANN';
const fieldKey = async () => ({ id: 'key-1', key: new Uint8Array(32).fill(1) });
const TAKEN_AT = '2026-11-23T12:00:00.000Z';
/** Who attacks has a key of his own and signs under the name of ours. */
const thief = generateKeyPairSync('ed25519').privateKey;

/** A shop with a backup: what its tills record afterwards is in the live table only. */
export async function openShop(tills: readonly string[], sales: number) {
  const clock = storyClock();
  clock.set(new Date('2026-11-23T09:00:00Z'));
  const desk = openDesk({ signing: stormKeys, fields: { fieldKey, fieldKeyOf: fieldKey } }, clock);
  const client = outsideClient(inject('dynamodb'));
  const names = ['restored-ledger', 'restored-devices', 'live-ledger', 'live-devices', 'operations'] as const;
  const [ledger = '', devices = '', live = '', registry = '', operations = ''] = await Promise.all(
    names.map((name) => createTable(client, name)),
  );
  const open = new Map(tills.map((till) => [till, openTill(STORE, till, desk.checkout, clock)]));
  const dice = diceOf('repair');
  const { kid } = await stormKeys.signingKey();

  const tillOf = (till: string): StoryTill => {
    const found = open.get(till);
    if (found === undefined) throw new Error(`there is no till ${till}`);
    return found;
  };
  const sell = (till: string) => tillOf(till).sell(customerSale(STORE, `pay.${till}.${tillOf(till).entries()}`, dice));
  const put = async (table: string, item: Item) => {
    await client.send(new PutItemCommand({ TableName: table, Item: item }));
  };
  const at = async (till: string, sequence: number): Promise<Item | undefined> => {
    const Key = entryKey({ store: STORE, till, sequence });
    return (await client.send(new GetItemCommand({ TableName: live, Key, ConsistentRead: true }))).Item;
  };
  const there = async (till: string, sequence: number): Promise<Item> => {
    const item = await at(till, sequence);
    if (item === undefined) throw new Error(`${till} ${sequence} is not there`);
    return item;
  };

  /** Brings what the desk holds of some tills' new entries, or of one entry, into the live table. */
  const bring = async (which: (item: Item) => boolean) => {
    for (const item of desk.ledger.all().filter(which)) await put(live, item);
  };

  for (const table of [devices, registry]) {
    const { x = '' } = stormPublicKey.export({ format: 'jwk' });
    const texts = { pk: 'SIGNING-KEYS', sk: kid, kid, publicKey: x, activeFrom: '2020-01-01T00:00:00Z' };
    await put(table, Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }])));
  }
  const sold: Awaited<ReturnType<typeof sell>>[] = [];
  for (const till of tills) for (let i = 0; i < sales; i++) sold.push(await sell(till));
  for (const table of [ledger, live]) for (const item of desk.ledger.all()) await put(table, item);

  const repair = createRepair({
    environment: {
      LEDGER_TABLE: live,
      DEVICES_TABLE: registry,
      OPERATIONS_TABLE: operations,
      BACKUP_VAULT: 'backup',
      TAPE_VAULT: 'tape',
      RESTORED_PREFIX: 'restored-',
    },
    client,
    notes: createNotes(client, operations),
    vaults: { backup: 'backup', tape: 'tape' },
    listPoints: async () => [],
    tablesBeginning: async () => [],
    now: () => new Date('2026-11-24T12:00:00Z'),
  });
  const beside = { ledger, devices, taken_at: TAKEN_AT };
  let run = 'run-0';
  let runs = 0;
  let parts: { n: number; part: string[] }[] = [];
  const each = (step: string) =>
    Promise.all(parts.map((part) => repair({ step, run, ...part, beside, trust_keys: [] })));

  return {
    /** What the tills sold before the backup, in order. */
    sold,
    there,
    bring,
    sell,
    put: (item: Item) => put(live, item),
    remove: async (till: string, sequence: number) => {
      await client.send(new DeleteItemCommand({ TableName: live, Key: entryKey({ store: STORE, till, sequence }) }));
    },
    /** One piece of a sale comes back at another till, after the backup. */
    takeBack: async (till: string, original: { number: string; entry: Entry }) => {
      const [first] = original.entry.kind === 'sale' ? leftOf(original.entry) : [];
      if (first === undefined) throw new Error('it is no sale');
      const reference = original.entry.kind === 'sale' ? original.entry.tenders[0]?.reference : undefined;
      await tillOf(till).takeBack(original.number, amountDue(first, 1), reference ?? '');
    },
    /** Everything in the live ledger, as text, by key. */
    everything: async (): Promise<Map<string, string>> => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: live, ConsistentRead: true }));
      return new Map(Items.map((item) => [`${item.pk?.S}/${item.sk?.S}`, textOf(item)]));
    },
    rewritten: (item: Item, edit: (entry: Entry) => void): Item => {
      const entry = JSON.parse(inflateRawSync(item.entry?.B ?? new Uint8Array()).toString()) as Entry;
      edit(entry);
      const canonical = canonicalJson(entry);
      const { signature } = signEntry(entry, canonical, { kid: entry.key, privateKey: thief });
      return { ...item, entry: { B: deflateRawSync(canonical) }, signature: { B: signature } };
    },
    /** Entries that continue a chain and are signed by nobody of ours. */
    forgedAfter: (item: Item, count: number): Item[] => {
      const forged: Item[] = [];
      let { token } = storedEntry(item);
      for (let i = 0; i < count; i++) {
        const end = endOf(token);
        if (end === undefined) throw new Error('a token that cannot be read');
        const at = { time: '2026-11-23T14:00:00+01:00', operator: 'nobody', recordedAt: '2026-11-23T13:00:00.000Z' };
        const made = seal(end, { kind: 'void', reason: 'forged' }, at, { kid, privateKey: thief });
        token = made.token;
        forged.push({
          ...entryKey(made.entry),
          entry: { B: deflateRawSync(made.canonical) },
          signature: { B: made.signature },
        });
      }
      return forged;
    },
    step: repair,
    /** Compares everything anew, as another run. */
    look: async (): Promise<Planned> => {
      run = `run-${++runs}`;
      parts = ((await repair({ step: 'parts', run, beside })) as { parts: typeof parts }).parts;
      await each('compare');
      return (await repair({ step: 'plan', run, parts: parts.length, beside })) as Planned;
    },
    putBack: async () => (await each('put-back')) as Outcome[],
    conclude: async (put_back: Outcome[]) =>
      (await repair({ step: 'conclude', run, put_back, verified: await each('verify') })) as Concluded,
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

export const textOf = (item: Item): string =>
  canonicalJson(
    JSON.parse(
      JSON.stringify(item, (_, value: unknown) =>
        value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
      ),
    ),
  );
