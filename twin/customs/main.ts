/** The process of the twin's customs. */
import { runSimulator } from '../simulator/process.ts';
import { serveCustoms } from './serve-customs.ts';

await runSimulator(serveCustoms);
