import { ApiError } from "../api.js";
import { goToLogin } from "../navigation.js";
import { EventLog } from "./event-log.js";
import { SourceFeed } from "./source-feed.js";
import { SourceList } from "./source-list.js";
import { SourceView } from "./source-view.js";
import { addSource, deleteSource, getVault, renameSource } from "./vault-api.js";
import { VaultConnection } from "./vault-connection.js";

const WRITERS = new Set(["owner", "contributor"]);
const UNKNOWN = "–";
const byId = (id) => document.getElementById(id);

/** The page of one vault: what it shows follows from the list, the role and whether the room is joined. */
export class VaultPage {
  #vaultId;
  #user;
  #page;
  #role = null;
  #connected = false;
  #list = new SourceList();
  #log = new EventLog(byId("event-log"));
  #view;
  #feed;
  #connection;

  /** `page.run(task)` runs an async task and shows its failure; `page.fail(error)` shows a failure. */
  constructor(vaultId, user, page) {
    this.#vaultId = vaultId;
    this.#user = user;
    this.#page = page;
    this.#view = new SourceView(byId("sources"), {
      rename: (sourceId, title) => page.run(() => renameSource(sourceId, title)),
      remove: (sourceId) => page.run(() => deleteSource(sourceId)),
    });
    this.#feed = new SourceFeed(vaultId, this.#list, () => this.#show(), page.fail);
    this.#connection = new VaultConnection(vaultId, {
      cursor: () => this.#cursor(),
      joined: (answer) => this.#joined(answer),
      left: () => this.#left(),
      event: (name, payload) => this.#received(name, payload),
      status: showStatus,
      unauthorized: goToLogin,
    });
    byId("connect-again").addEventListener("click", () => this.#connection.open());
    byId("ping").addEventListener("click", () => page.run(() => this.#measureRoundTrip()));
    byId("add-source").addEventListener("submit", (submit) => this.#add(submit));
  }

  open() {
    byId("vault").hidden = false;
    this.#connection.open();
  }

  async #cursor() {
    if (this.#list.revision === null) {
      try {
        byId("vault-name").textContent = (await getVault(this.#vaultId)).name;
        await this.#feed.refetch();
      } catch (error) {
        this.#page.fail(error);
      }
    }
    return this.#list.revision;
  }

  #joined({ role, recovered }) {
    this.#connected = true;
    this.#role = role;
    this.#show();
    this.#page.run(() => this.#measureRoundTrip());
    if (!recovered || this.#list.revision === null) {
      this.#page.run(() => this.#feed.refetch());
    }
  }

  #left() {
    this.#connected = false;
    this.#show();
  }

  #received(name, payload) {
    this.#log.add(name, payload);
    if (name === "error") {
      this.#page.fail(new ApiError(0, payload.code, payload.message));
    } else if (payload?.revision && payload.eventId && payload.vaultId === this.#vaultId && !payload.announced) {
      this.#feed.receive(name, payload);
      this.#follow(name, payload);
    }
  }

  #follow(name, { member, userId, vault }) {
    if (name === "vault:deleted") {
      this.#end("the vault was deleted");
    } else if (name === "member:removed" && userId === this.#user.userId) {
      this.#end("you are no longer a member of this vault");
    } else if (name === "member:updated" && member.userId === this.#user.userId) {
      this.#role = member.role;
      this.#show();
    } else if (name === "vault:updated") {
      byId("vault-name").textContent = vault.name;
    }
  }

  #end(reason) {
    this.#role = null;
    this.#list.replace([], this.#list.revision, new Map());
    this.#connection.end(reason);
  }

  #show() {
    const access = { mayWrite: WRITERS.has(this.#role), connected: this.#connected };
    this.#view.show(this.#list.entries(), access);
    byId("add-source").hidden = !access.mayWrite;
    byId("add-source").querySelector("fieldset").disabled = !access.connected;
    byId("ping").disabled = !access.connected;
    byId("room").textContent = this.#connected ? `vault:${this.#vaultId}` : UNKNOWN;
    byId("role").textContent = this.#role ?? UNKNOWN;
    byId("revision").textContent = this.#list.revision ?? UNKNOWN;
  }

  async #measureRoundTrip() {
    const milliseconds = await this.#connection.ping();
    byId("round-trip").textContent = `${milliseconds.toFixed(1)} ms`;
  }

  // The source itself comes to the list as an event, like everyone else's.
  #add(submit) {
    submit.preventDefault();
    const form = submit.target;
    const { title, fileUrl } = Object.fromEntries(new FormData(form));
    this.#page.run(async () => {
      await addSource(this.#vaultId, title, fileUrl);
      form.reset();
    });
  }
}

function showStatus(text, canConnectAgain) {
  byId("status").textContent = text;
  byId("connect-again").hidden = !canConnectAgain;
}
