// The REST process: logs in, adds sources, and publishes their events through the Redis emitter.
import { createServer } from "node:http";
import { Emitter } from "@socket.io/redis-emitter";
import pg from "pg";
import { createClient } from "redis";
import { Sessions } from "./sessions.js";
import { databaseUrl, host, poolSize, port, redisUrl } from "./settings.js";
import { authenticate } from "./users.js";
import { Vaults } from "./vaults.js";

const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize }).on("error", console.error);
const redis = await createClient({ url: redisUrl }).on("error", console.error).connect();
const emitter = new Emitter(redis);
const sessions = new Sessions(redis);
const vaults = new Vaults(pool);
const SOURCES = /^\/api\/vaults\/([a-z0-9]{9,32})\/sources$/;

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks));
}

function answer(response, status, body, headers = {}) {
  const content = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(content),
    ...headers,
  });
  response.end(content);
}

async function logIn(request, response) {
  const principal = await authenticate(pool, await bodyOf(request));
  if (!principal) {
    return answer(response, 401, { code: "INVALID_CREDENTIALS" });
  }
  answer(response, 200, principal, { "Set-Cookie": await sessions.start(principal) });
}

async function addSource(request, response, vaultId) {
  const user = await sessions.principalOf(request.headers.cookie);
  if (!user) {
    return answer(response, 401, { code: "UNAUTHORIZED" });
  }
  const fields = await bodyOf(request);
  if (typeof fields.title !== "string" || typeof fields.fileUrl !== "string" || !URL.canParse(fields.fileUrl)) {
    return answer(response, 400, { code: "VALIDATION_FAILED" });
  }
  const event = await vaults.addSource(vaultId, user, fields);
  if (!event) {
    return answer(response, 404, { code: "VAULT_NOT_FOUND" });
  }
  emitter.to(`vault:${vaultId}`).emit(event.type, event.payload);
  answer(response, 201, event.payload.source, { "X-Vault-Revision": event.payload.revision });
}

async function route(request, response) {
  if (request.url === "/actuator/health/readiness") {
    return answer(response, 200, { status: "UP" });
  }
  if (request.method === "POST" && request.url === "/api/auth/login") {
    return logIn(request, response);
  }
  const vaultId = request.method === "POST" && SOURCES.exec(request.url)?.[1];
  return vaultId ? addSource(request, response, vaultId) : answer(response, 404, { code: "NOT_FOUND" });
}

createServer((request, response) => {
  route(request, response).catch((error) => {
    console.error(error);
    answer(response, error instanceof SyntaxError ? 400 : 500, { code: "FAILED" });
  });
}).listen(port, host);
