// Ends what its parent started if the parent is gone without having done so (kill -9, a crash). It is told on standard
// input: `+pid` when a child starts, `-pid` when it has ended. The end of standard input is the death of the parent.
import { createInterface } from 'node:readline';

const GRACE_MS = 3000;
const living = new Set();

/** Each child leads a process group of its own, so its own children end with it. */
function end(signal) {
  for (const pid of living) {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended by itself: that is what was wanted.
      living.delete(pid);
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) living.add(pid);
  else living.delete(pid);
}
end('SIGTERM');
for (let waited = 0; living.size > 0 && waited < GRACE_MS; waited += 50) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  end(0);
}
end('SIGKILL');
