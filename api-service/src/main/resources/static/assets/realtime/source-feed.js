import { latestEvents, listSources } from "./vault-api.js";

/**
 * Keeps a list in step with its vault: fetches it over REST and applies the events that come. Events that arrive during a fetch
 * wait for its end; a gap between events starts a fetch.
 */
export class SourceFeed {
  #vaultId;
  #list;
  #changed;
  #failed;
  #fetching = null;
  #waiting = [];

  /** `changed()` is called after every change of the list, `failed(error)` where a fetch that a gap started fails. */
  constructor(vaultId, list, changed, failed) {
    this.#vaultId = vaultId;
    this.#list = list;
    this.#changed = changed;
    this.#failed = failed;
  }

  /** Fetches the list; calls during a fetch share it. */
  refetch() {
    this.#fetching ??= this.#fetch()
      .finally(() => {
        this.#fetching = null;
      })
      .then(() => this.#applyWaiting());
    return this.#fetching;
  }

  /** Takes an event of the vault that has a revision of its own. */
  receive(name, event) {
    this.#waiting.push({ name, event });
    if (this.#fetching === null) {
      this.#applyWaiting();
    }
  }

  async #fetch() {
    const { items, revision } = await listSources(this.#vaultId);
    const actors = new Map();
    for (const { payload } of await latestEvents(this.#vaultId, revision)) {
      if (payload.source) {
        actors.set(payload.source.id, payload.actor);
      }
    }
    this.#list.replace(items, revision, actors);
    this.#changed();
  }

  #applyWaiting() {
    while (this.#list.revision !== null && this.#waiting.length > 0) {
      const { name, event } = this.#waiting[0];
      if (this.#list.apply(name, event) === "gap") {
        this.refetch().catch(this.#failed);
        return;
      }
      this.#waiting.shift();
      this.#changed();
    }
  }
}
