/** A sandbox: checks each part that it is sent, and answers with its tally, its processor time and the most memory it ever took. */
import { benchCheck } from './check.ts';

const check = benchCheck();

process.on('message', async (event: object) => {
  const before = process.cpuUsage();
  const answer = await check(event);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ ...answer, cpu_s: (user + system) / 1e6, peak_mb: process.resourceUsage().maxRSS / 1024 });
});
