import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { TablePlan } from '../../assembly/plan.ts';
import { DEFAULTS, type TableSettings } from './settings.ts';

/** Settings of one table by Region. */
type ByRegion = Readonly<Record<string, TableSettings>>;

/** Settings of all tables: those of the templates as declared, those made later as they were made. */
export class SettingsStore {
  readonly #plans: ReadonlyMap<string, TablePlan>;
  readonly #file: string | undefined;
  readonly #changed: Map<string, ByRegion>;

  /** When the tables of the templates were made, where that is not when DynamoDB Local made them. */
  readonly begins: Date | undefined;

  /** @param file keeps what is changed over a restart; nothing does without it */
  constructor(plans: readonly TablePlan[], file?: string, begins?: Date) {
    this.begins = begins;
    this.#plans = new Map(plans.map((plan) => [plan.name, plan]));
    this.#file = file;
    const kept = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    this.#changed = new Map(Object.entries(kept as Record<string, ByRegion>));
  }

  /** The template's plan of a table, if it is of the templates. */
  plan(table: string): TablePlan | undefined {
    return this.#plans.get(table);
  }

  /** Whether the Region has the table, as far as is known: one made outside of all links is everywhere. */
  isIn(region: string, table: string): boolean {
    const known = this.#of(table);
    return known === undefined || region in known;
  }

  get(region: string, table: string): TableSettings {
    return { ...DEFAULTS, ...this.#of(table)?.[region] };
  }

  change(region: string, table: string, part: Partial<TableSettings>): void {
    this.#keep(table, { ...this.#of(table), [region]: { ...this.get(region, table), ...part } });
  }

  /** Takes single settings away. */
  drop(region: string, table: string, name: 'resourcePolicy' | 'recoveryDays'): void {
    const { [name]: _, ...rest } = this.get(region, table);
    this.#keep(table, { ...this.#of(table), [region]: rest as TableSettings });
  }

  /** The table is gone. */
  forget(table: string): void {
    if (this.#changed.delete(table)) this.#write();
  }

  #of(table: string): ByRegion | undefined {
    return this.#changed.get(table) ?? this.#plans.get(table)?.settings;
  }

  #keep(table: string, settings: ByRegion): void {
    this.#changed.set(table, settings);
    this.#write();
  }

  #write(): void {
    if (this.#file === undefined) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(Object.fromEntries(this.#changed)));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
