package io.syncscript.model.access;

/** What a member may do in a vault. {@link VaultRole#allows} is the one matrix that says who may. */
public enum Permission {
    /** Read the vault, its members, sources and events; join its room. */
    READ,
    /** Create, update and delete sources, and announce such changes over Socket.IO. */
    WRITE_SOURCES,
    /** Change or delete the vault itself. */
    MANAGE_VAULT,
    /** Add members, change their roles and remove others; removing oneself needs no permission. */
    MANAGE_MEMBERS,
    /** Read the audit log. */
    READ_AUDIT
}
