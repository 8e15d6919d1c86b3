/** A process that serves machines from a directory and may be killed: `node killed-process.ts <directory> <log>`. */
import { appendFileSync } from 'node:fs';
import { serveStepFunctions } from '../../../../twin/step-functions/wire/serve.ts';

const [directory = '', log = ''] = process.argv.slice(2);

const { url } = await serveStepFunctions({
  directory,
  tasks: {
    invokeFunction: async (name) => {
      appendFileSync(log, `${name}\n`);
      await new Promise((resolve) => setTimeout(resolve, name === 'slow' ? 400 : 0));
      return name;
    },
    callService: async () => ({}),
  },
});
process.stdout.write(`${url}\n`);
