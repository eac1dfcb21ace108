package io.syncscript.acceptance.fault;

import java.time.Instant;

/**
 * A mutation that was not answered with success.
 *
 * @param at when it was answered or given up
 * @param answer the status and code, or what kept an answer away
 */
record Refusal(Instant at, String answer) {}
