// Run by mongosh, which offers db, rs, sleep and Node's modules, and waits by itself where something takes time.
/* global db, rs, sleep */
const { readFileSync } = require('node:fs');

const DATABASE = 'openhaven';
const NOT_YET_INITIALISED = 94;

function isInitialised() {
  try {
    return rs.status().ok === 1;
  } catch (fault) {
    if (fault.code === NOT_YET_INITIALISED) return false;
    throw fault;
  }
}

const members = process.env.MEMBERS.split(',').map((name, index) => ({
  _id: index,
  host: `${name}:27017`,
  priority: index === 0 ? 2 : 1,
}));
if (!isInitialised()) rs.initiate({ _id: 'openhaven', members });
while (!db.hello().isWritablePrimary) sleep(500);

const own = db.getSiblingDB(DATABASE);
const user = {
  pwd: readFileSync('/run/secrets/mongo-app-password', 'utf8').trim(),
  roles: [
    { role: 'readWrite', db: DATABASE },
    { role: 'dbAdmin', db: DATABASE },
  ],
};
if (own.getUser('openhaven')) own.updateUser('openhaven', user);
else own.createUser({ user: 'openhaven', ...user });
