import { SourceRow } from "./source-row.js";

/** Shows the list of sources. A row stays the same element while its source is in the list, so that an open form survives. */
export class SourceView {
  #root;
  #actions;
  #rows = new Map();

  /** The actions are those of a SourceRow. */
  constructor(root, actions) {
    this.#root = root;
    this.#actions = actions;
  }

  /** `access` is {mayWrite, connected}: controls are hidden without the first and disabled without the second. */
  show(entries, access) {
    const kept = new Map();
    for (const entry of entries) {
      const id = entry.source.id;
      const row = this.#rows.get(id) ?? new SourceRow(id, this.#actions);
      row.show(entry, access);
      kept.set(id, row);
    }
    this.#rows.forEach((row, id) => kept.has(id) || row.element.remove());
    this.#rows = kept;
    this.#putInOrder();
  }

  #putInOrder() {
    let position = 0;
    for (const { element } of this.#rows.values()) {
      if (this.#root.children[position] !== element) {
        this.#root.insertBefore(element, this.#root.children[position] ?? null);
      }
      position += 1;
    }
  }
}
