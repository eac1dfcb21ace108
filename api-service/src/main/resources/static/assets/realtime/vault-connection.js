const ACK_TIMEOUT_MS = 5000;
const RETRY_MS = 2000;
const PASSING_ERRORS = new Set(["UNAVAILABLE", "RATE_LIMITED"]);

/**
 * A Socket.IO connection that is in the vault's room whenever it can be: it joins after every connect and reconnect, with the
 * revision that `handlers.cursor()` resolves to (null: none yet).
 *
 * The other handlers: `joined(answer)`; `left()` when the room is lost, for whatever reason; `event(name, payload)` for
 * everything received; `status(text, canConnectAgain)`; `unauthorized()` where there is no valid session.
 */
export class VaultConnection {
  #vaultId;
  #handlers;
  #socket;
  #retry;

  constructor(vaultId, handlers) {
    this.#vaultId = vaultId;
    this.#handlers = handlers;
    this.#socket = io({ autoConnect: false });
    this.#socket.on("connect", () => this.#join());
    this.#socket.on("disconnect", (reason) => this.#disconnected(reason));
    this.#socket.on("connect_error", (error) => this.#refused(error));
    this.#socket.onAny((name, payload) => handlers.event(name, payload));
  }

  open() {
    clearTimeout(this.#retry);
    this.#handlers.status("Connecting", false);
    this.#socket.connect();
  }

  /** Ends the connection for good and says why. */
  end(reason) {
    clearTimeout(this.#retry);
    this.#socket.emit("vault:leave", this.#vaultId);
    this.#socket.disconnect();
    this.#handlers.status(`Not connected: ${reason}`, false);
  }

  /** Resolves to the milliseconds that a ping takes to be acknowledged. */
  async ping() {
    const start = performance.now();
    await this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck("ping");
    return performance.now() - start;
  }

  async #join() {
    const connection = this.#socket.id;
    this.#handlers.status("Connecting: joining the vault", false);
    const revision = await this.#handlers.cursor();
    if (this.#socket.id !== connection) {
      return; // The connection broke meanwhile; the next one joins by itself.
    }
    let answer = { ok: false, error: { code: "UNAVAILABLE", message: "no answer to vault:join" } };
    try {
      const request = revision === null ? this.#vaultId : { vaultId: this.#vaultId, revision };
      answer = await this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck("vault:join", request);
    } catch {
      // No answer in time, or the connection broke first.
    }
    if (this.#socket.id === connection) {
      this.#answered(answer);
    }
  }

  #answered(answer) {
    if (answer.ok) {
      this.#handlers.status(`Connected to vault-${this.#vaultId}`, false);
      this.#handlers.joined(answer);
      return;
    }
    const { code, message } = answer.error;
    this.#handlers.status(`Not connected: ${message}`, false);
    if (PASSING_ERRORS.has(code)) {
      this.#retry = setTimeout(() => this.#socket.connected && this.#join(), RETRY_MS);
    }
  }

  #disconnected(reason) {
    clearTimeout(this.#retry);
    this.#handlers.left();
    // After a disconnect by the server or by this page the client does not come back by itself.
    const outlook = this.#socket.active ? "reconnecting" : "not reconnecting by itself";
    this.#handlers.status(`Disconnected (${reason}), ${outlook}`, !this.#socket.active);
  }

  #refused(error) {
    this.#handlers.status(`Not connected: ${error.message}`, !this.#socket.active);
    if (error.message === "UNAUTHORIZED") {
      this.#handlers.unauthorized();
    } else if (!this.#socket.active) {
      this.#retry = setTimeout(() => this.open(), RETRY_MS);
    }
  }
}
