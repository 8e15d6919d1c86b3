/** The process of the twin's acquirer. */
import { runSimulator } from '../simulator/process.ts';
import { serveAcquirer } from './serve-acquirer.ts';

await runSimulator(serveAcquirer);
