// The Socket.IO process: checks the session at the handshake and the membership at vault:join; the adapter delivers.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import pg from "pg";
import { createClient } from "redis";
import { Server } from "socket.io";
import { Sessions } from "./sessions.js";
import { databaseUrl, host, poolSize, port, redisUrl } from "./settings.js";
import { Vaults } from "./vaults.js";

const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize }).on("error", console.error);
const redis = await createClient({ url: redisUrl }).on("error", console.error).connect();
const subscriber = await redis.duplicate().on("error", console.error).connect();
const sessions = new Sessions(redis);
const vaults = new Vaults(pool);

/** For the benchmark beside Socket.IO's own requests: readiness, and a garbage collection before memory is read. */
const server = createServer((request, response) => {
  if (request.url === "/debug/gc" && request.method === "POST") {
    globalThis.gc();
  }
  response.writeHead(200).end();
});
const io = new Server(server, { adapter: createAdapter(redis, subscriber) });

io.use(async (socket, next) => {
  try {
    socket.data.user = await sessions.principalOf(socket.handshake.headers.cookie);
    next(socket.data.user ? undefined : new Error("UNAUTHORIZED"));
  } catch {
    next(new Error("AUTHENTICATION_FAILED"));
  }
});

async function join(socket, { vaultId, revision }) {
  const standing = await vaults.standing(vaultId, socket.data.user.userId);
  if (!standing) {
    socket.emit("error", { code: "ACCESS_DENIED", message: "Access denied to vault" });
    return;
  }
  // In the room before the log is read: what happens in between comes twice rather than never.
  await socket.join(`vault:${vaultId}`);
  socket.emit("vault:joined", { vaultId, role: standing.role, revision: standing.revision, recovered: true });
  if (revision !== undefined && revision < standing.revision) {
    for (const { type, payload } of await vaults.missed(vaultId, revision)) {
      socket.emit(type, payload);
    }
  }
}

io.on("connection", (socket) => {
  socket.on("vault:join", (request) => {
    join(socket, request).catch((error) => {
      console.error(error);
      socket.emit("error", { code: "UNAVAILABLE", message: "Try again" });
    });
  });
});

server.listen(port, host);
