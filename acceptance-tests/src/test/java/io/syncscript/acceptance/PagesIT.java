package io.syncscript.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.syncscript.acceptance.browser.TestPage;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The pages in browsers, as people use them. */
@ExtendWith(SharedDeployment.class)
class PagesIT {
    private final Deployment deployment;

    PagesIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void showsThreePeopleTheSameListWhoeverChangesIt() {
        String vaultId = deployment.newVault();
        TestPage owner = open(deployment.owner(), vaultId);
        TestPage contributor = open(deployment.contributor(), vaultId);
        TestPage viewer = open(deployment.viewer(), vaultId);
        List<TestPage> pages = List.of(owner, contributor, viewer);
        pages.forEach(page -> assertThat(page.status()).hasText("Connected to vault-" + vaultId));

        owner.add("Paper of the owner");
        assertTitles(pages, "Paper of the owner");
        contributor.add("Paper of the contributor");
        assertTitles(pages, "Paper of the owner", "Paper of the contributor");
        owner.rename("Paper of the contributor", "Renamed by the owner");
        assertTitles(pages, "Paper of the owner", "Renamed by the owner");
        contributor.rename("Paper of the owner", "Renamed by the contributor");
        assertTitles(pages, "Renamed by the contributor", "Renamed by the owner");
        assertActors(
                pages,
                deployment.contributor().name() + " (contributor)",
                deployment.owner().name() + " (owner)");
        owner.delete("Renamed by the contributor");
        assertTitles(pages, "Renamed by the owner");
        contributor.add("Last one");
        assertTitles(pages, "Renamed by the owner", "Last one");
        contributor.delete("Renamed by the owner");
        assertTitles(pages, "Last one");

        String revision = Long.toString(deployment.owner().revision(vaultId));
        for (TestPage page : pages) {
            assertThat(page.value("revision")).hasText(revision);
            assertThat(page.logged("source:created")).hasCount(3);
            assertThat(page.logged("source:updated")).hasCount(2);
            assertThat(page.logged("source:deleted")).hasCount(2);
            assertThat(page.complaints()).as("%s", page).isEmpty();
        }
    }

    @Test
    void showsTheConnectionTheRoomTheRoleAndTheRoundTrip() {
        String vaultId = deployment.newVault();
        TestPage page = open(deployment.contributor(), vaultId);

        assertThat(page.status()).hasText("Connected to vault-" + vaultId);
        assertThat(page.value("room")).hasText("vault:" + vaultId);
        assertThat(page.value("role")).hasText("contributor");
        assertThat(page.value("vault-name")).hasText("A vault of a test");
        assertThat(page.value("user")).hasText(deployment.contributor().name());
        assertThat(page.value("round-trip")).hasText(Pattern.compile("[0-9.]+ ms"));
        assertThat(page.logged("vault:joined")).hasCount(1);
        assertThat(page.logged("vault:joined")).containsText("\"recovered\":true");
    }

    @Test
    void givesAViewerNoControls() {
        String vaultId = deployment.newVault();
        deployment.owner().addSource(vaultId, "Paper").expecting(201);
        TestPage page = open(deployment.viewer(), vaultId);

        assertThat(page.value("role")).hasText("viewer");
        assertThat(page.titles()).hasText(new String[] {"Paper"});
        assertThat(page.addForm()).isHidden();
        assertThat(page.row("Paper").getByTestId("source-controls")).isHidden();

        deployment
                .owner()
                .patch(
                        "/api/vaults/" + vaultId + "/members/"
                                + deployment.viewer().id(),
                        Map.of("role", "contributor"))
                .expecting(200);
        assertThat(page.addForm()).isVisible();
        assertThat(page.row("Paper").getByTestId("source-controls")).isVisible();
    }

    @Test
    void showsTheSameAfterARefreshInTheOrderOfRest() {
        String vaultId = deployment.newVault();
        TestPage page = open(deployment.owner(), vaultId);
        for (String title : List.of("First", "Second", "Third")) {
            page.add(title);
            assertThat(page.row(title)).isVisible();
        }
        page.rename("First", "First, revised");
        assertThat(page.row("First, revised")).isVisible();
        List<String> rows = page.value("source").allTextContents();
        String revision = page.value("revision").textContent();

        page.page().reload();

        assertThat(page.status()).hasText("Connected to vault-" + vaultId);
        assertThat(page.value("source")).hasText(rows.toArray(String[]::new));
        assertThat(page.value("revision")).hasText(revision);
        assertThat(page.titles().allTextContents())
                .isEqualTo(deployment.owner().sources(vaultId).stream()
                        .map(source -> source.path("title").asString())
                        .toList());
    }

    @Test
    void showsHostileTextAsText() {
        String vaultId = deployment.newVault();
        String hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        TestPage page = open(deployment.viewer(), vaultId);
        assertThat(page.status()).hasText("Connected to vault-" + vaultId);

        deployment.owner().addSource(vaultId, hostile).expecting(201);

        assertThat(page.titles()).hasText(new String[] {hostile});
        assertThat(page.page()).hasTitle("Realtime test · SyncScript");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void catchesUpWithWhatItMissedWhileItWasAway() {
        String vaultId = deployment.newVault();
        RestUser owner = deployment.owner();
        TestPage page = open(deployment.viewer(), vaultId);
        assertThat(page.status()).hasText("Connected to vault-" + vaultId);
        RestAnswer first = owner.addSource(vaultId, "First").expecting(201);
        assertThat(page.titles()).hasText(new String[] {"First"});

        page.interruptConnection();
        assertThat(page.status()).hasText(Pattern.compile("^(Disconnected|Not connected).*"));
        owner.renameSource(first.text("id"), "First, revised").expecting(200);
        RestAnswer second = owner.addSource(vaultId, "Second").expecting(201);
        page.restoreConnection();

        assertThat(page.status()).hasText("Connected to vault-" + vaultId);
        assertThat(page.titles()).hasText(new String[] {"First, revised", "Second"});
        assertThat(page.value("revision")).hasText(Long.toString(second.vaultRevision()));
        assertThat(page.logged("source:updated")).hasCount(1);
        assertThat(page.logged("source:created")).hasCount(2);
    }

    @Test
    void saysSoWhenTheVaultIsGoneOrTheMembershipIs() {
        String vaultId = deployment.newVault();
        TestPage removed = open(deployment.viewer(), vaultId);
        TestPage remaining = open(deployment.contributor(), vaultId);
        assertThat(removed.status()).hasText("Connected to vault-" + vaultId);
        assertThat(remaining.status()).hasText("Connected to vault-" + vaultId);

        String vault = "/api/vaults/" + vaultId;
        deployment
                .owner()
                .delete(vault + "/members/" + deployment.viewer().id())
                .expecting(204);
        assertThat(removed.status()).hasText("Not connected: you are no longer a member of this vault");
        assertThat(removed.value("room")).hasText("–");
        deployment.owner().delete(vault).expecting(204);
        assertThat(remaining.status()).hasText("Not connected: the vault was deleted");
        assertThat(remaining.addForm()).isHidden();
    }

    @Test
    void saysSoWhenTheServerEndsTheConnectionAndLeadsToTheLogin() {
        String vaultId = deployment.newVault();
        RestUser viewer = deployment.viewer().loginAgain();
        TestPage page = deployment.closedAfterTest(
                TestPage.withSession(deployment.chromium(), deployment.frontDoor(), viewer, vaultId));
        assertThat(page.status()).hasText("Connected to vault-" + vaultId);

        viewer.logout().expecting(204);

        assertThat(page.status()).hasText("Disconnected (io server disconnect), not reconnecting by itself");
        assertThat(page.failure()).hasText("Session ended (SESSION_ENDED)");
        page.page().getByText("Connect again").click();
        assertThat(page.page()).hasURL(Pattern.compile("/login\\?next="));
    }

    @Test
    void tellsAnOutsiderThatAccessIsDenied() {
        TestPage page = open(deployment.outsider(), deployment.newVault());

        assertThat(page.status()).hasText("Not connected: Access denied to vault");
        assertThat(page.failure()).containsText("Access denied to vault (ACCESS_DENIED)");
    }

    @Test
    void leadsThroughTheLoginBackToThePageAskedFor() {
        String vaultId = deployment.newVault();
        RestUser viewer = deployment.viewer();
        TestPage page = visit("/test/realtime?vaultId=" + vaultId);
        assertThat(page.page()).hasURL(Pattern.compile("/login\\?next="));
        assertThat(page.page().getByText("owner@demo.com")).isVisible();

        page.login(viewer.email(), "not the password");
        assertThat(page.failure()).not().isEmpty();
        page.login(viewer.email(), viewer.password());

        assertThat(page.page()).hasURL(Pattern.compile("/test/realtime\\?vaultId=" + vaultId + "$"));
        assertThat(page.status()).hasText("Connected to vault-" + vaultId);
        page.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(page.page()).hasURL(Pattern.compile("/login"));
    }

    @Test
    void neverLeadsFromTheLoginToAnotherSite() {
        RestUser viewer = deployment.viewer();
        for (String next :
                List.of("https://evil.example/", "//evil.example/", "/%5Cevil.example/", "javascript:alert(1)")) {
            TestPage page = visit("/login?next=" + next);
            page.login(viewer.email(), viewer.password());
            assertThat(page.page())
                    .hasURL(deployment.frontDoor().resolve("/test/realtime").toString());
        }
    }

    @Test
    void offersOnesVaultsAndANewOneWhereNoneIsNamed() {
        RestUser newcomer = deployment.newUser("Nora Newcomer");
        TestPage page = visit("/test/realtime");
        page.login(newcomer.email(), newcomer.password());
        assertThat(page.page().getByText("You are a member of no vault yet.")).isVisible();

        page.page().getByLabel("Name").fill("My first vault");
        page.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create vault"))
                .click();
        assertThat(page.status()).hasText(Pattern.compile("^Connected to vault-c[a-z0-9]+$"));
        assertThat(page.value("role")).hasText("owner");

        page.page().navigate(deployment.frontDoor().resolve("/test/realtime").toString());
        page.page().getByText("My first vault").click();
        JsonNode vault =
                newcomer.get("/api/vaults").expecting(200).body().path("items").get(0);
        assertThat(page.status())
                .hasText("Connected to vault-" + vault.path("id").asString());
    }

    private TestPage open(RestUser user, String vaultId) {
        return deployment.closedAfterTest(TestPage.login(deployment.chromium(), deployment.frontDoor(), user, vaultId));
    }

    private TestPage visit(String path) {
        return deployment.closedAfterTest(TestPage.visit(deployment.chromium(), deployment.frontDoor(), path));
    }

    private static void assertTitles(List<TestPage> pages, String... titles) {
        pages.forEach(page -> assertThat(page.titles()).hasText(titles));
    }

    private static void assertActors(List<TestPage> pages, String... actors) {
        pages.forEach(page -> assertThat(page.value("source-actor")).hasText(actors));
    }
}
