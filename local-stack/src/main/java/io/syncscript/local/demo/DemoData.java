package io.syncscript.local.demo;

import io.syncscript.model.access.VaultRole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes what a first visitor needs: the {@link DemoUser}s and a vault that three of them share. */
public final class DemoData {
    private static final String VAULT_NAME = "Demo vault";

    private static final List<Map<String, String>> SOURCES = List.of(
            Map.of("title", "Attention Is All You Need", "fileUrl", "https://arxiv.org/pdf/1706.03762"),
            Map.of(
                    "title",
                    "In Search of an Understandable Consensus Algorithm",
                    "fileUrl",
                    "https://raft.github.io/raft.pdf"),
            Map.of(
                    "title",
                    "A Mathematical Theory of Communication",
                    "fileUrl",
                    "https://people.math.harvard.edu/~ctm/home/text/others/shannon/entropy/entropy.pdf"));

    private final URI api;

    private DemoData(URI api) {
        this.api = api;
    }

    /**
     * Makes what is missing, and nothing a second time: what the owner deletes from an existing vault stays away.
     *
     * @param api the base address of the REST API
     * @return the id of the demo vault
     */
    public static String ensure(URI api) {
        return new DemoData(api).ensure();
    }

    private String ensure() {
        ApiClient owner = signIn(DemoUser.OWNER);
        for (JsonNode vault : owner.get("/api/vaults").path("items")) {
            if (VAULT_NAME.equals(vault.path("name").asString())) {
                return vault.path("id").asString();
            }
        }
        for (DemoUser other : DemoUser.values()) {
            if (other != DemoUser.OWNER) {
                signIn(other);
            }
        }
        return createVault(owner);
    }

    private ApiClient signIn(DemoUser user) {
        return ApiClient.signIn(api, user.email(), user.displayName(), DemoUser.PASSWORD);
    }

    private static String createVault(ApiClient owner) {
        String vaultId = owner.post(
                        "/api/vaults",
                        Map.of(
                                "name",
                                VAULT_NAME,
                                "description",
                                "Three roles, a few papers: change something and watch"))
                .path("id")
                .asString();
        SOURCES.forEach(source -> owner.post("/api/vaults/" + vaultId + "/sources", source));
        for (DemoUser member : DemoUser.values()) {
            member.role()
                    .filter(role -> role != VaultRole.OWNER)
                    .ifPresent(role -> owner.post(
                            "/api/vaults/" + vaultId + "/members",
                            Map.of("email", member.email(), "role", role.wireName())));
        }
        return vaultId;
    }
}
