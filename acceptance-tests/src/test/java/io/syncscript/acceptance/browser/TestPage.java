package io.syncscript.acceptance.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.syncscript.acceptance.rest.RestUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The test page in a browser of its own, as its user sees it. */
public final class TestPage implements AutoCloseable {
    private final BrowserContext profile;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private TestPage(BrowserContext profile) {
        this.profile = profile;
        this.page = profile.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    /** A browser that shows what it gets when it asks for this path without having logged in. */
    public static TestPage visit(Chromium chromium, URI frontDoor, String path) {
        TestPage visited = new TestPage(chromium.newProfile());
        visited.page.navigate(frontDoor.resolve(path).toString());
        return visited;
    }

    /** The page of the vault, opened the way a person does: redirected to the login, logged in there, and led back. */
    public static TestPage login(Chromium chromium, URI frontDoor, RestUser user, String vaultId) {
        TestPage opened = visit(chromium, frontDoor, "/test/realtime?vaultId=" + vaultId);
        opened.login(user.email(), user.password());
        return opened;
    }

    /** The page of the vault in a browser that holds the user's session already. */
    public static TestPage withSession(Chromium chromium, URI frontDoor, RestUser user, String vaultId) {
        TestPage opened = new TestPage(chromium.newProfile(frontDoor, user.sessionCookie()));
        opened.page.navigate(
                frontDoor.resolve("/test/realtime?vaultId=" + vaultId).toString());
        return opened;
    }

    public void login(String email, String password) {
        page.getByLabel("Email").fill(email);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, named("Log in")).click();
    }

    public Page page() {
        return page;
    }

    public Locator status() {
        return page.getByTestId("connection-status");
    }

    public Locator failure() {
        return page.getByTestId("failure");
    }

    public Locator value(String testId) {
        return page.getByTestId(testId);
    }

    public Locator titles() {
        return page.getByTestId("source-title");
    }

    public Locator addForm() {
        return page.getByTestId("add-source");
    }

    /** The list row of the source with that title. */
    public Locator row(String title) {
        return page.getByTestId("source")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(title, new Page.GetByTextOptions().setExact(true))));
    }

    /** The log's entries of that event. */
    public Locator logged(String event) {
        return page.locator("[data-testid=event-log] li[data-event='" + event + "']");
    }

    public void add(String title) {
        addForm().getByLabel("Title").fill(title);
        addForm().getByLabel("File URL").fill("https://files.example.org/paper.pdf");
        addForm().getByRole(AriaRole.BUTTON).click();
    }

    public void rename(String title, String newTitle) {
        Locator row = row(title);
        String id = row.getAttribute("data-source-id");
        row.getByTestId("rename").click();
        Locator form = page.locator("[data-source-id='" + id + "']").getByTestId("rename-form");
        form.getByLabel("New title").fill(newTitle);
        form.getByTestId("save").click();
    }

    public void delete(String title) {
        row(title).getByTestId("delete").click();
    }

    /** Takes the network away from this browser and breaks its connection. */
    public void interruptConnection() {
        profile.setOffline(true);
    }

    public void restoreConnection() {
        profile.setOffline(false);
    }

    /** What the browser's console shows as errors: refused content, failed requests, exceptions. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    @Override
    public void close() {
        profile.close();
    }

    @Override
    public String toString() {
        return "the page " + page.url();
    }
}
