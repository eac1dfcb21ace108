package io.syncscript.local;

import io.syncscript.local.demo.DemoUser;
import io.syncscript.model.access.VaultRole;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person sees when the stack is ready: where to go, who to be, and what listens where. */
final class Welcome {
    private Welcome() {}

    static void print(PrintStream out, LocalStack stack, Duration took) {
        out.printf(
                Locale.ROOT, "%nSyncScript is ready after %.1f s: %s%n%n", took.toMillis() / 1000.0, stack.frontDoor());
        stack.demoVaultId()
                .ifPresent(
                        vault -> out.println("  Demo page   " + stack.frontDoor() + "/test/realtime?vaultId=" + vault));
        for (DemoUser user : DemoUser.values()) {
            String role = user.role().map(VaultRole::wireName).orElse("no member");
            out.printf("  Login       %-22s password %s   (%s)%n", user.email(), DemoUser.PASSWORD, role);
        }
        out.println();
        out.println("  API         " + stack.api() + "   documentation: " + stack.frontDoor() + "/swagger-ui.html");
        out.println(
                "  Gateways    " + stack.gateways().stream().map(URI::toString).collect(Collectors.joining("   ")));
        out.println("  PostgreSQL  " + stack.databaseUrl());
        out.println("  Redis       " + stack.redis().url());
        out.println("  Logs        " + stack.apiProcess().logFile().getParent());
        out.println("\nCtrl-C stops everything.");
    }
}
