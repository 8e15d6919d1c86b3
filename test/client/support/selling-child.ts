/** A till in a process of its own that sells until it is killed; each line it prints is a receipt handed to a customer. */
import { writeSync } from 'node:fs';
import { openTill, parseRegions, readDeviceFile } from '../../../client/index.ts';
import { scarf } from './shop.ts';

const [regions = '', deviceFile = '', directory = ''] = process.argv.slice(2);
const till = await openTill({
  regions: parseRegions(regions),
  device: await readDeviceFile(deviceFile),
  directory,
  limits: { deadline_ms: 300, attempt_ms: 150 },
});
for (let n = 1; ; n += 1) {
  const sold = await till.sell({ ...scarf, operator: `p${process.pid}.${n}` });
  // the first sale of a till is handed out once it is recorded
  if (sold.state === 'recorded' || sold.state === 'queued')
    writeSync(1, `${sold.receiptNumber} p${process.pid}.${n}\n`);
}
