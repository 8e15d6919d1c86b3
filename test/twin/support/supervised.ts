/** A supervisor of its own process, to be killed: starts a twin, says who belongs to it, and waits. */
import { startTwin } from '../../../twin/supervisor/start-twin.ts';

const twin = await startTwin({ cdkOut: process.argv[2] ?? '' });
console.log(JSON.stringify({ urls: twin.regions.map(({ url }) => url), database: twin.outside.dynamodbEndpoint }));
