import { call } from "./api.js";
import { pageAfterLogin } from "./navigation.js";

const form = document.getElementById("login");
const failure = document.getElementById("failure");
const fields = document.getElementById("fields");

form.addEventListener("submit", async (submit) => {
  submit.preventDefault();
  failure.textContent = "";
  const { email, password } = Object.fromEntries(new FormData(form));
  fields.disabled = true;
  try {
    await call("POST", "/api/auth/login", { email, password });
    location.assign(pageAfterLogin(new URLSearchParams(location.search).get("next")));
  } catch (error) {
    failure.textContent = error.message;
    fields.disabled = false;
  }
});
