import { randomUUID } from "node:crypto";

const LIFETIME_SECONDS = 12 * 60 * 60;
const COOKIE = /(?:^|;\s*)SESSION=([0-9a-f-]{36})(?:;|$)/;

const key = (id) => `peer:session:${id}`;

/** Sessions as hashes in Redis: one round trip for each look-up. */
export class Sessions {
  constructor(redis) {
    this.redis = redis;
  }

  /** Makes a session and returns its cookie. */
  async start(principal) {
    const id = randomUUID();
    await this.redis
      .multi()
      .hSet(key(id), { principal: JSON.stringify(principal), startedAt: Date.now() })
      .expire(key(id), LIFETIME_SECONDS)
      .exec();
    return `SESSION=${id}; Path=/; HttpOnly; SameSite=Lax`;
  }

  /** Whose session the Cookie header names; null where it names none that lives. */
  async principalOf(cookieHeader) {
    const id = COOKIE.exec(cookieHeader ?? "")?.[1];
    if (!id) {
      return null;
    }
    const [principal] = await this.redis.hmGet(key(id), ["principal", "startedAt"]);
    return principal ? JSON.parse(principal) : null;
  }
}
