const MAX_ENTRIES = 1000;

/** Shows the events received, the latest first, as they came. */
export class EventLog {
  #root;

  constructor(root) {
    this.#root = root;
  }

  add(name, payload) {
    const entry = document.createElement("li");
    entry.dataset.event = name;
    const code = document.createElement("code");
    code.textContent = payload === undefined ? name : `${name} ${JSON.stringify(payload)}`;
    entry.append(code);
    this.#root.prepend(entry);
    if (this.#root.childElementCount > MAX_ENTRIES) {
      this.#root.lastElementChild.remove();
    }
  }
}
