import { listen } from '../http.ts';
import { type Fault, type Faults, NO_FAULTS } from './faults.ts';
import { Lane, type LaneOptions } from './lane.ts';

/** A Region's way to DynamoDB. */
export interface Link {
  readonly url: string;
  /** Cut off from the other Regions: writes and strong reads of strong tables are never answered. */
  isolate(): void;
  /** Joined again, as fast as at first, and without faults. */
  heal(): void;
  /** Extra milliseconds for every round trip. */
  slow(extraMs: number): void;
  /** Faults by probability; those not named do not happen. */
  faults(faults: Partial<Faults>): void;
  /** The whole Region is gone (true): every connection breaks. */
  down(isDown: boolean): void;
  /** How often each fault happened. */
  readonly happened: () => Readonly<Record<Fault, number>>;
  readonly close: () => Promise<void>;
}

/** Opens the link of one Region. */
export async function openLink(options: LaneOptions): Promise<Link> {
  const lane = new Lane(options);
  const server = await listen(0, (request, response) => lane.carry(request, response));
  return {
    url: server.url,
    isolate: () => lane.set({ isolated: true }),
    heal: () => lane.heal(),
    slow: (extraMs) => lane.set({ extraMs }),
    faults: (faults) => lane.set({ faults: { ...NO_FAULTS, ...faults } }),
    down: (down) => lane.set({ down }),
    happened: () => ({ ...lane.happened }),
    close: async () => {
      lane.close();
      await server.close();
    },
  };
}
