import { createVault, listVaults } from "./vault-api.js";

const pageOf = (vaultId) => `/test/realtime?vaultId=${encodeURIComponent(vaultId)}`;

/** Lets the user choose one of their vaults or create one. */
export async function showVaultPicker(run) {
  const vaults = await listVaults();
  document.getElementById("picker").hidden = false;
  document.getElementById("no-vaults").hidden = vaults.length > 0;
  document.getElementById("vaults").replaceChildren(...vaults.map(entry));
  document.getElementById("create-vault").addEventListener("submit", (submit) => {
    submit.preventDefault();
    const { name } = Object.fromEntries(new FormData(submit.target));
    run(async () => location.assign(pageOf((await createVault(name)).id)));
  });
}

function entry({ id, name, role }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = pageOf(id);
  link.textContent = name;
  item.append(link, ` as ${role}`);
  return item;
}
