package io.syncscript.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import io.syncscript.model.session.SessionCookie;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A headless Chromium: the one that {@code SYNCSCRIPT_CHROMIUM} names, or an installed one, or the one that Playwright downloads.
 * Belongs to the thread that launched it.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> INSTALLED =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium launch() {
        Optional<Path> executable = executable();
        Map<String, String> environment =
                executable.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(FLAGS);
        executable.ifPresent(options::setExecutablePath);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Optional<Path> executable() {
        return Stream.concat(Stream.ofNullable(System.getenv("SYNCSCRIPT_CHROMIUM")), INSTALLED.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A profile of its own without any cookie, like another person's browser. */
    public BrowserContext newProfile() {
        return browser.newContext();
    }

    /** A profile that holds a session cookie of that origin; none where the value is empty. */
    public BrowserContext newProfile(URI origin, String sessionCookie) {
        BrowserContext profile = newProfile();
        if (!sessionCookie.isEmpty()) {
            profile.addCookies(List.of(new Cookie(SessionCookie.NAME, sessionCookie).setUrl(origin.toString())));
        }
        return profile;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
