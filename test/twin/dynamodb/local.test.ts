import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWorld } from '../../../twin/assembly/world.ts';
import { findJava } from '../../../twin/dynamodb/java.ts';
import { startLocalDynamoDb } from '../../../twin/dynamodb/local.ts';
import { createTables } from '../../../twin/dynamodb/tables.ts';
import { writeAssembly } from '../support/assembly.ts';
import { clientOf, has, put } from '../support/database.ts';

test('without Java one line says what to type', () => {
  expect(() => findJava({ PATH: '/nowhere' })).toThrow(/^Java 17 or newer is needed: type "[^\n]*$/);
});

test('items outlive a restart when a folder keeps them', { timeout: 60_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'data-'));
  const { tables } = readWorld(writeAssembly(), 'production');
  const first = await startLocalDynamoDb({ dataDir });
  await createTables(first.endpoint, tables);
  await put(clientOf(first.endpoint), 'kept');
  await first.stop();
  const second = await startLocalDynamoDb({ dataDir });
  await createTables(second.endpoint, tables);
  expect(await has(clientOf(second.endpoint), 'kept')).toBe(true);
  await second.stop();
});
