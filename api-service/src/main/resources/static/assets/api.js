/** An answer of the REST API that is no success. */
export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

/**
 * Calls the REST API of this origin with the session cookie and resolves to the JSON of the answer, or to null where it has
 * none. Rejects with an ApiError where the API refuses.
 */
export async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw problem(response.status, text);
  }
  return text === "" ? null : JSON.parse(text);
}

function problem(status, text) {
  try {
    const { code, detail, title } = JSON.parse(text);
    return new ApiError(status, code, detail || title || code);
  } catch {
    return new ApiError(status, undefined, `The server answered with status ${status}`);
  }
}
