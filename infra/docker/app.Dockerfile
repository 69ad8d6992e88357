# One image for the server, the workers and the one-shot scripts. The version of Node is the one the lock pins.
FROM node:24.21.0-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY server/domain/package.json server/domain/
COPY workers/package.json workers/
COPY client/package.json client/
COPY infra/embedded-mongo/package.json infra/embedded-mongo/
RUN npm ci --loglevel=error
COPY . .
RUN npm run build

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY server/domain/package.json server/domain/
COPY workers/package.json workers/
RUN npm ci --omit=dev --loglevel=error -w server/domain -w server -w workers

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production STATIC_DIR=/app/client/dist/browser
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY server server
COPY workers workers
COPY infra/docker/entry.mjs infra/docker/health.mjs infra/docker/
COPY --from=pages /app/client/dist/browser client/dist/browser
USER 10001:10001
ENTRYPOINT ["node", "--no-warnings", "infra/docker/entry.mjs"]
CMD ["server/src/main.ts"]
