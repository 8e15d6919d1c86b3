import { type Fidelity, fidelityOf } from '../../domain/morning/fidelity.ts';
import type { Kind } from '../../domain/tables.ts';
import type { MorningDependencies } from './dependencies.ts';

/** Compares a restored table's settings with those of the live table and of the template. */
export async function tableFidelity(
  { kind, table }: { kind: Kind; table: string },
  { place, see, settings }: MorningDependencies,
): Promise<Fidelity> {
  const [restored, live] = await Promise.all([see(table), see(place.tables[kind])]);
  return fidelityOf(restored, live, settings);
}
