package io.syncscript.gateway;

/** A user of the test database. */
public record TestUser(String id, String email, String name) {}
