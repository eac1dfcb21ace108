import { randomUUID } from "node:crypto";

const newId = () => `c${randomUUID().replaceAll("-", "").slice(0, 24)}`;

const STANDING = {
  name: "standing",
  text: `select m.role, v.revision from vaults v join memberships m on m.vault_id = v.id where v.id = $1 and m.user_id = $2`,
};
const LOCK = {
  name: "lock",
  text: `select m.role, u.name from vaults v join memberships m on m.vault_id = v.id join users u on u.id = m.user_id
         where v.id = $1 and m.user_id = $2 for update of v`,
};
const NEXT_REVISION = {
  name: "next-revision",
  text: `update vaults set revision = revision + 1 where id = $1 returning revision`,
};
const ADD_SOURCE = {
  name: "add-source",
  text: `insert into sources (id, vault_id, title, file_url, mime_type, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)`,
};
const ADD_EVENT = {
  name: "add-event",
  text: `insert into vault_event (vault_id, revision, event_id, type, subject_id, payload, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
};
const ADD_AUDIT = {
  name: "add-audit",
  text: `insert into audit_log (id, vault_id, actor_id, action, subject_id, revision, details, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const MISSED = {
  name: "missed",
  text: `select type, payload from vault_event where vault_id = $1 and revision > $2 order by revision`,
};

/** What the database holds of vaults. */
export class Vaults {
  constructor(pool) {
    this.pool = pool;
  }

  /** {role, revision} of a member; undefined for a stranger. */
  async standing(vaultId, userId) {
    const { rows } = await this.pool.query({ ...STANDING, values: [vaultId, userId] });
    return rows[0] && { role: rows[0].role, revision: Number(rows[0].revision) };
  }

  /** What happened after a revision, oldest first. */
  async missed(vaultId, revision) {
    const { rows } = await this.pool.query({ ...MISSED, values: [vaultId, revision] });
    return rows.map(({ type, payload }) => ({ type, payload: JSON.parse(payload) }));
  }

  /**
   * Adds a source, its event, its audit row and the vault's next revision in one transaction, and returns the event; null where
   * the user may not.
   */
  async addSource(vaultId, user, fields) {
    const client = await this.pool.connect();
    try {
      await client.query("begin");
      const event = await this.#addSource(client, vaultId, user, fields);
      await client.query(event ? "commit" : "rollback");
      return event;
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  }

  async #addSource(client, vaultId, user, { title, fileUrl, mimeType = "application/pdf" }) {
    const member = (await client.query({ ...LOCK, values: [vaultId, user.userId] })).rows[0];
    if (!member || member.role === "viewer") {
      return null;
    }
    const now = new Date().toISOString();
    const source = { id: newId(), title, fileUrl, mimeType, vaultId, createdAt: now, updatedAt: now };
    await client.query({ ...ADD_SOURCE, values: [source.id, vaultId, title, fileUrl, mimeType, now] });
    const { rows } = await client.query({ ...NEXT_REVISION, values: [vaultId] });
    const revision = Number(rows[0].revision);
    const actor = { userId: user.userId, userName: member.name, role: member.role };
    const payload = { vaultId, revision, eventId: newId(), source, actor, timestamp: now };
    const type = "source:created";
    await client.query({
      ...ADD_EVENT,
      values: [vaultId, revision, payload.eventId, type, source.id, JSON.stringify(payload), now],
    });
    const details = JSON.stringify({ after: { title, fileUrl, mimeType } });
    await client.query({
      ...ADD_AUDIT,
      values: [newId(), vaultId, user.userId, type, source.id, revision, details, now],
    });
    return { type, payload };
  }
}
