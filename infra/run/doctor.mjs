import { installedState, majorOf, OLDEST_NODE } from './install.mjs';

// The doctor changes nothing: where nothing is installed it says so, and that is the whole answer.
if (majorOf(process.version) < OLDEST_NODE) {
  console.log(`wrong    Node ${process.version}: ${OLDEST_NODE} or later is needed.`);
  process.exitCode = 1;
} else if (installedState() === 'missing') {
  console.log(`present  Node ${process.version}`);
  console.log('missing  packages: `npm start` and `npm test` install them (npm ci).');
  process.exitCode = 1;
} else {
  const { handOver } = await import('./hand-over.mjs');
  await handOver('doctor.ts', { install: false });
}
