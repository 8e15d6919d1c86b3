import type { Fault } from '../dynamodb/faults.ts';
import { clockEnvironment } from '../time/shifted-clock.ts';
import type { AlarmLog, RegionView, Twin } from './twin.ts';

/** What a running twin says about itself. */
export interface Status {
  readonly environment: string;
  readonly regions: readonly (RegionView & {
    readonly dynamodbEndpoint: string;
    readonly happened: Readonly<Record<Fault, number>>;
  })[];
  readonly kmsEndpoint: string;
  readonly backupEndpoint: string;
  readonly machinesEndpoint: string;
  readonly cloudFormationEndpoint: string;
  readonly alarms: Readonly<AlarmLog>;
  /** Names of alarms of the templates that nobody judges here. */
  readonly unwatched: readonly string[];
  /** Address of the public name and of the name server that knows it, when there is a domain. */
  readonly publicUrl?: string;
  readonly nameServer?: string;
  readonly logDir: string;
  /** What gives a process the twin's clock, as environment variables; none when it is the machine's. */
  readonly clock: Readonly<Record<string, string>>;
}

/** The twin's state, as its control API gives it. */
export function statusOf(twin: Twin): Status {
  const { names } = twin.outside;
  return {
    environment: twin.outside.plan.environment,
    regions: twin.regions.map((view) => ({
      ...view,
      dynamodbEndpoint: twin.dynamodbEndpoint(view.region),
      happened: twin.happened(view.region),
    })),
    kmsEndpoint: twin.outside.kmsEndpoint,
    backupEndpoint: twin.outside.backups.url,
    machinesEndpoint: twin.outside.machines.url,
    cloudFormationEndpoint: twin.outside.cloudFormation.url,
    alarms: twin.alarms,
    unwatched: [...new Set(twin.outside.plan.regions.flatMap(({ watch }) => watch.unwatched))],
    ...(names === undefined ? {} : { publicUrl: names.publicUrl, nameServer: names.route53.address }),
    logDir: twin.logDir,
    clock: clockEnvironment(),
  };
}
