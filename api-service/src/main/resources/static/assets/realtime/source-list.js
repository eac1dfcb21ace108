/** The sources of a vault as of one revision. An entry is {source, actor}, the actor null where nobody said who it was. */
export class SourceList {
  #entries = new Map();
  #revision = null;

  /** The revision that the list stands at; null until it has been fetched. */
  get revision() {
    return this.#revision;
  }

  /** The entries in the order in which REST lists them: by creation, then by id. */
  entries() {
    return [...this.#entries.values()].sort(
      ({ source: a }, { source: b }) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || compare(a.id, b.id),
    );
  }

  /** Starts over with what REST answered. */
  replace(sources, revision, actors) {
    this.#entries = new Map(sources.map((source) => [source.id, { source, actor: actors.get(source.id) ?? null }]));
    this.#revision = revision;
  }

  /**
   * Applies an event of the vault, once: "seen" where the list has it already, "gap" where events before it are missing, and
   * "applied" otherwise.
   */
  apply(name, event) {
    if (event.revision <= this.#revision) {
      return "seen";
    }
    if (event.revision > this.#revision + 1) {
      return "gap";
    }
    if (name === "source:deleted") {
      this.#entries.delete(event.sourceId);
    } else if (event.source) {
      this.#entries.set(event.source.id, { source: event.source, actor: event.actor });
    }
    this.#revision = event.revision;
    return "applied";
  }
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
