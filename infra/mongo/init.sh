#!/usr/bin/env bash
# Makes the replica set of the members that are there (one for a trial, three in production) and the application's own
# user, which may read and write its one database and nothing else. May be run again without harm.
set -euo pipefail
MEMBERS=mongo1
for name in mongo2 mongo3; do
  if getent hosts "$name" >/dev/null; then MEMBERS="$MEMBERS,$name"; fi
done
export MEMBERS
exec mongosh --quiet --host mongo1 --username root --password "$(cat /run/secrets/mongo-root-password)" --file /etc/openhaven/init.js
