import { call } from "../api.js";

const PAGE_SIZE = 100;

const path = (...parts) => `/api/${parts.map(encodeURIComponent).join("/")}`;

export const session = () => call("GET", "/api/auth/session");
export const logOut = () => call("POST", "/api/auth/logout");

export const listVaults = async () => (await allPages("/api/vaults")).items;
export const createVault = (name) => call("POST", "/api/vaults", { name });
export const getVault = (vaultId) => call("GET", path("vaults", vaultId));

export const addSource = (vaultId, title, fileUrl) =>
  call("POST", path("vaults", vaultId, "sources"), { title, fileUrl });
export const renameSource = (sourceId, title) => call("PATCH", path("sources", sourceId), { title });
export const deleteSource = (sourceId) => call("DELETE", path("sources", sourceId));

/**
 * All sources of the vault and the revision from which on events have to be applied to them. Where there are several pages
 * that is the first one's: what changed while the others were fetched is then applied twice, with the same result.
 */
export const listSources = (vaultId) => allPages(path("vaults", vaultId, "sources"));

/** The latest events of the vault, oldest first, up to the revision. */
export async function latestEvents(vaultId, revision) {
  const after = Math.max(0, revision - PAGE_SIZE);
  const { items } = await call("GET", `${path("vaults", vaultId, "events")}?after=${after}&limit=${PAGE_SIZE}`);
  return items;
}

async function allPages(collection) {
  const first = await call("GET", `${collection}?limit=${PAGE_SIZE}`);
  const items = first.items;
  let cursor = first.nextCursor;
  while (cursor) {
    const page = await call("GET", `${collection}?limit=${PAGE_SIZE}&cursor=${encodeURIComponent(cursor)}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return { items, revision: first.revision };
}
