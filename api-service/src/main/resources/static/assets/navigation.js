const AFTER_LOGIN = "/test/realtime";

/** Where to go after the login: the page asked for if it is one of this origin, so that no link leads elsewhere. */
export function pageAfterLogin(next) {
  const local = next !== null && /^\/(?![/\\])/.test(next) && new URL(next, location.origin).origin === location.origin;
  return local ? next : AFTER_LOGIN;
}

/** Leaves for the login page, which leads back here. */
export function goToLogin() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
