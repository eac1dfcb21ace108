package io.syncscript.local.demo;

import java.net.URI;

/** {@link DemoData} as a program, for an installation that runs elsewhere. */
public final class MakeDemoData {
    private MakeDemoData() {}

    /** Takes the origin of the installation, such as {@code http://localhost:3000}. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Usage: MakeDemoData ORIGIN");
            System.exit(2);
        }
        String vaultId = DemoData.ensure(URI.create(args[0]));
        System.out.println("The demo vault is " + vaultId + ".");
    }
}
