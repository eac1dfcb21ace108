package io.syncscript.acceptance.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate of 127.0.0.1 that nobody signed, and its key. */
record Certificate(Path pem, Path key) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "nginx";

    static Certificate create(Path directory) throws Exception {
        Path store = directory.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process making = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(making.waitFor()).as(said).isZero();

        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            made.load(input, PASSWORD.toCharArray());
        }
        return new Certificate(
                write(
                        directory.resolve("certificate.pem"),
                        "CERTIFICATE",
                        made.getCertificate(ALIAS).getEncoded()),
                write(
                        directory.resolve("key.pem"),
                        "PRIVATE KEY",
                        made.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    }

    /** An nginx configuration that serves it. */
    String serve(String configuration) {
        return configuration.replace(
                "listen 3000 default_server;",
                "listen 3000 default_server ssl; ssl_certificate " + pem + "; ssl_certificate_key " + key + ";");
    }

    private static Path write(Path file, String kind, byte[] encoded) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
