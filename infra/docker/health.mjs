// Whether the process of this container says it is ready: `health.mjs 4001`.
const port = process.argv[2];
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  // Nobody listens: that is the answer.
  process.exitCode = 1;
}
