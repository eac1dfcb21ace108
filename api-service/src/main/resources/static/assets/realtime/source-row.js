/** One source of the list: shows it and lets it be renamed and deleted. */
export class SourceRow {
  #title = document.createElement("strong");
  #link = document.createElement("a");
  #updatedAt = document.createElement("time");
  #actor = document.createElement("span");
  #rename = button("Rename", "rename");
  #delete = button("Delete", "delete");
  #controls = document.createElement("fieldset");
  #edit;

  /** `actions.rename(sourceId, title)` and `actions.remove(sourceId)` are called for what the user asks. */
  constructor(sourceId, actions) {
    this.element = document.createElement("li");
    this.element.dataset.testid = "source";
    this.element.dataset.sourceId = sourceId;
    this.#title.dataset.testid = "source-title";
    this.#link.dataset.testid = "source-url";
    this.#link.rel = "noreferrer";
    this.#updatedAt.dataset.testid = "source-updated-at";
    this.#actor.dataset.testid = "source-actor";
    this.#edit = titleForm((title) => actions.rename(sourceId, title));
    this.#rename.addEventListener("click", () => this.#edit.open(this.#title.textContent));
    this.#delete.addEventListener("click", () => actions.remove(sourceId));
    this.#controls.dataset.testid = "source-controls";
    this.#controls.append(this.#rename, " ", this.#delete, this.#edit.element);
    this.element.append(this.#title, " ", this.#link, " updated ", this.#updatedAt, " by ", this.#actor, this.#controls);
  }

  show({ source, actor }, access) {
    this.#title.textContent = source.title;
    this.#link.textContent = source.fileUrl;
    if (/^https?:/i.test(source.fileUrl)) {
      this.#link.href = source.fileUrl;
    }
    this.#updatedAt.dateTime = source.updatedAt;
    this.#updatedAt.textContent = source.updatedAt;
    this.#actor.textContent = actor === null ? "unknown" : `${actor.userName} (${actor.role})`;
    this.#rename.setAttribute("aria-label", `Rename ${source.title}`);
    this.#delete.setAttribute("aria-label", `Delete ${source.title}`);
    this.#controls.hidden = !access.mayWrite;
    this.#controls.disabled = !access.connected;
  }
}

function titleForm(save) {
  const element = document.createElement("form");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const cancel = button("Cancel", "cancel");
  element.dataset.testid = "rename-form";
  element.hidden = true;
  input.name = "title";
  input.required = true;
  input.maxLength = 500;
  label.append("New title ", input);
  const submit = button("Save", "save");
  submit.type = "submit";
  element.append(label, submit, " ", cancel);
  cancel.addEventListener("click", () => {
    element.hidden = true;
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    element.hidden = true;
    save(input.value);
  });
  return {
    element,
    open(title) {
      input.value = title;
      element.hidden = false;
      input.focus();
    },
  };
}

function button(text, testId) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.dataset.testid = testId;
  return element;
}
