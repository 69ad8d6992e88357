#!/usr/bin/env bash
# Starts one member. MongoDB insists that its key is readable by nobody else, which a mounted file cannot promise: a copy is.
set -euo pipefail
install -m 0400 /run/secrets/mongo-keyfile /tmp/keyfile
exec docker-entrypoint.sh mongod --replSet openhaven --keyFile /tmp/keyfile --bind_ip_all --wiredTigerCacheSizeGB 1 \
  --setParameter transactionLifetimeLimitSeconds=15
