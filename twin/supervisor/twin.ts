import type { AlarmChange } from '../cloudwatch/watch.ts';
import type { Fault, Faults } from '../dynamodb/faults.ts';
import type { Link } from '../dynamodb/link.ts';
import type { Region } from '../region/region.ts';
import type { Closers } from './closers.ts';
import type { Outside } from './outside.ts';

/** A Region for those who call it. */
export interface RegionView {
  /** City: `paris`. */
  readonly name: string;
  /** AWS name: `eu-west-3`. */
  readonly region: string;
  readonly url: string;
  readonly running: boolean;
}

/** What the alarms of all Regions did, in the order of its happening. */
export type AlarmLog = (AlarmChange & { readonly region: string })[];

interface TwinParts {
  readonly outside: Outside;
  readonly regions: readonly Region[];
  readonly alarms: AlarmLog;
  readonly logDir: string;
  readonly closers: Closers;
}

/** A running twin. Regions are named by city or by AWS name. */
export class Twin {
  /** The world outside the Regions. */
  readonly outside: Outside;
  /** Folder with the log files of Regions, functions and DynamoDB. */
  readonly logDir: string;
  /** What alarms did since the start. */
  readonly alarms: Readonly<AlarmLog>;
  readonly #regions: readonly Region[];
  readonly #closers: Closers;

  constructor({ outside, regions, alarms, logDir, closers }: TwinParts) {
    this.alarms = alarms;
    this.outside = outside;
    this.logDir = logDir;
    this.#regions = regions;
    this.#closers = closers;
  }

  get regions(): RegionView[] {
    return this.#regions.map(({ plan: { name, region }, url, running }) => ({ name, region, url, running }));
  }

  /** DynamoDB as the Region sees it: through its link. */
  dynamodbEndpoint(region: string): string {
    return this.#link(region).url;
  }

  /** KMS as the Region sees it. */
  kmsEndpoint(region: string): string {
    this.#region(region);
    return this.outside.kmsEndpoint;
  }

  /** SIGKILL of everything in the Region; its way to DynamoDB goes with it, requests on the way included. */
  async kill(region: string): Promise<void> {
    this.#link(region).down(true);
    await this.#region(region).kill();
  }

  /** Starts a killed Region again, on the same port; resolves when it serves. */
  async start(region: string): Promise<void> {
    this.#link(region).down(false);
    await this.#region(region).start();
  }

  /** Cuts the Region off from the others: its writes and strong reads of strong tables are never answered. */
  isolate(region: string): void {
    this.#link(region).isolate();
  }

  /** Ends isolation, slowness and faults of the Region's link. */
  heal(region: string): void {
    this.#link(region).heal();
  }

  /** Adds milliseconds to every round trip of the Region to DynamoDB. */
  slow(region: string, extraMs: number): void {
    this.#link(region).slow(extraMs);
  }

  /** Faults of the Region's link by probability; those not named do not happen. */
  faults(region: string, faults: Partial<Faults>): void {
    this.#link(region).faults(faults);
  }

  /** How often each fault happened on the Region's link. */
  happened(region: string): Readonly<Record<Fault, number>> {
    return this.#link(region).happened();
  }

  /** SIGKILL of one sandbox of a function, a busy one when there is one. False when there is none. */
  async killSandbox(region: string, functionName: string): Promise<boolean> {
    return this.#region(region).killSandbox(functionName);
  }

  /** Stops everything; resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#closers.close();
  }

  #region(name: string): Region {
    const found = this.#regions.find(({ plan }) => plan.name === name || plan.region === name);
    if (!found)
      throw new Error(
        `There is no Region ${name}; there are: ${this.#regions.map(({ plan }) => plan.name).join(', ')}`,
      );
    return found;
  }

  #link(name: string): Link {
    const link = this.outside.links.get(this.#region(name).plan.region);
    if (!link) throw new Error(`${name} has no link`);
    return link;
  }
}
