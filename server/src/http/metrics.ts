import type { RequestHandler } from 'express';

type Route = 'graphql' | 'auth' | 'live' | 'pages';

/** Counts of this process since its start. Labels are from closed lists: nobody can be found in them. */
export interface Metrics {
  /** Counts the answers of a route by the first digit of their status. */
  counted(route: Route): RequestHandler;
  /** The counts as Prometheus reads them, with the gauges given. */
  text(gauges: Readonly<Record<string, number>>): string;
}

export function newMetrics(): Metrics {
  const counts = new Map<string, number>();
  return {
    counted: (route) => (_request, response, next) => {
      response.once('close', () => {
        const label = `route="${route}",status="${Math.floor(response.statusCode / 100)}xx"`;
        counts.set(label, (counts.get(label) ?? 0) + 1);
      });
      next();
    },
    text(gauges) {
      const requests = [...counts].map(([label, count]) => `openhaven_requests_total{${label}} ${count}`);
      const values = Object.entries(gauges).flatMap(([name, value]) => [
        `# TYPE openhaven_${name} gauge`,
        `openhaven_${name} ${value}`,
      ]);
      return ['# TYPE openhaven_requests_total counter', ...requests, ...values, ''].join('\n');
    },
  };
}
