import { goToLogin } from "../navigation.js";
import { logOut, session } from "./vault-api.js";
import { VaultPage } from "./vault-page.js";
import { showVaultPicker } from "./vault-picker.js";

const failure = document.getElementById("failure");

function fail(error) {
  if (error.status === 401) {
    goToLogin();
    return;
  }
  failure.textContent = error.code ? `${error.message} (${error.code})` : error.message;
}

async function run(task) {
  failure.textContent = "";
  try {
    await task();
  } catch (error) {
    fail(error);
  }
}

async function start() {
  const user = await session();
  document.getElementById("user").textContent = user.name;
  document.getElementById("logout").addEventListener("click", () =>
    run(async () => {
      await logOut();
      goToLogin();
    }),
  );
  const vaultId = new URLSearchParams(location.search).get("vaultId");
  if (vaultId === null || vaultId === "") {
    await showVaultPicker(run);
  } else if (window.io === undefined) {
    throw new Error("The Socket.IO client could not be loaded from /socket.io/socket.io.js");
  } else {
    new VaultPage(vaultId, user, { run, fail }).open();
  }
}

run(start);
