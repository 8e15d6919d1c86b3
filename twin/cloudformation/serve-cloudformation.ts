import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Template } from '../assembly/template.ts';
import { bodyOf, listen } from '../http.ts';
import { signedRegion } from '../signed-region.ts';
import { operate, type RegionOfStacks } from './operations.ts';
import { type Launch, Stacks } from './stacks.ts';
import { CloudFormationError, Query, sendError, sendResult } from './wire.ts';

export interface CloudFormationOptions {
  readonly regions: readonly string[];
  /** Files of the assembly, by the key under which they would be uploaded: templates, and the code of functions. */
  readonly assets: ReadonlyMap<string, string>;
  readonly launch: Launch;
  /** How long building and deleting take at least, in milliseconds; 1,000 when not said. */
  readonly slowlyMs?: number;
}

/** CloudFormation of all Regions, as far as clones need it. */
export interface CloudFormation {
  readonly url: string;
  /** Stops it and all that its stacks run. */
  readonly close: () => Promise<void>;
}

type Places = ReadonlyMap<string, RegionOfStacks>;

const readTemplate = (file: string): Template => JSON.parse(readFileSync(file, 'utf8')) as Template;

/** Serves CloudFormation in its Query protocol. Which Region is meant is read from the request's signature. */
export async function serveCloudFormation({
  regions,
  assets,
  launch,
  slowlyMs,
}: CloudFormationOptions): Promise<CloudFormation> {
  const places: Places = new Map(
    regions.map((region) => [region, { region, assets, readTemplate, stacks: new Stacks(launch, slowlyMs) }]),
  );
  const server = await listen(0, (request, response) => answer(places, request, response));
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await Promise.all([...places.values()].map(({ stacks }) => stacks.close()));
    },
  };
}

async function answer(places: Places, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const query = new Query(String(await bodyOf(request)));
    const region = signedRegion(request.headers);
    const place = places.get(region);
    if (!place) throw new CloudFormationError('InvalidClientTokenId', `${region} is no Region of the twin`);
    sendResult(response, query.action, operate(query, place));
  } catch (error) {
    sendError(response, error);
  }
}
