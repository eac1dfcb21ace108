// Where a process listens and finds its data, from the environment.
function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

export const port = Number(required("PEER_PORT"));
export const databaseUrl = required("PEER_DATABASE_URL");
export const redisUrl = required("PEER_REDIS_URL");
export const poolSize = Number(required("PEER_POOL_SIZE"));
export const host = "127.0.0.1";
