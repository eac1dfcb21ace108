package io.syncscript.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The Kubernetes manifests are what the API knows, agree with each other, with the processes and with the compose file. */
class KubernetesTest {
    private static final ProjectFiles FILES = ProjectFiles.ofCheckout();

    @ParameterizedTest
    @EnumSource
    void theFilesOfAnOverlayAgree(Overlay overlay) {
        assertThat(overlay.findings(FILES, Cluster.ofFiles(FILES, overlay.directory())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatKustomizeMakesOfAnOverlayAgrees(Overlay overlay) throws Exception {
        Cluster cluster = Cluster.rendered(kustomize(overlay.directory()));

        assertThat(overlay.findings(FILES, cluster)).isEmpty();
        assertThat(cluster.objects())
                .filteredOn(object -> !(object instanceof Namespace))
                .extracting(HasMetadata::getMetadata)
                .allSatisfy(metadata -> assertThat(metadata.getNamespace()).isEqualTo("syncscript"));
        assertThat(cluster.objects())
                .hasSameSizeAs(Cluster.ofFiles(FILES, overlay.directory()).objects());
    }

    @Test
    void theManualNamesTheSecretsThatAreMadeOutside() {
        String manual = FILES.read("docs/OPERATIONS.md");
        assertThat(Overlay.PRODUCTION.secretsMadeOutside())
                .allSatisfy(secret -> assertThat(manual).contains(secret));
        assertThat(manual).contains("SYNCSCRIPT_DB_PASSWORD", "SYNCSCRIPT_REDIS_PASSWORD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        k8s/base/gateway.yaml          | labels: *labels                   | labels: {app: gateway}            | its selector does not match its pods
        k8s/base/gateway.yaml          | name: http, containerPort         | name: web, containerPort          | there is no port http
        k8s/base/gateway.yaml          | kind: Deployment, name: realtime-gateway | kind: Deployment, name: gateway | there is no Deployment gateway
        k8s/base/gateway.yaml          | configMapRef: {name: gateway-settings} | configMapRef: {name: settings} | there is no ConfigMap settings
        k8s/base/kustomization.yaml    | API_DRAIN_DELAY=5s                | API_DRAIN_DELAY=0s                | leaves before the proxies have heard
        k8s/base/gateway.yaml          | terminationGracePeriodSeconds: 60 | terminationGracePeriodSeconds: 45 | is killed while it may still be stopping
        k8s/base/gateway.yaml          | mountPath: /run/secrets           | mountPath: /secrets               | does not read its secrets
        k8s/base/gateway.yaml          | readOnlyRootFilesystem: true      | readOnlyRootFilesystem: false     | its container is not hardened
        k8s/base/gateway.yaml          | runAsUser: 10001                  | runAsUser: 0                      | may run as root
        k8s/base/api.yaml              | containerPort: 8081               | containerPort: 8082               | its port management is not 8081
        k8s/base/api.yaml              | path: /actuator/health/readiness  | path: /actuator/health            | does not ask the management port for readiness
        k8s/base/api.yaml              | secretName: api-secrets           | secretName: api-passwords         | there is no Secret api-passwords
        k8s/base/api.yaml              | {name: tmp, mountPath: /tmp}      | {name: temp, mountPath: /tmp}     | there is no volume temp
        k8s/base/api.yaml              | serviceAccountName: api-service   | serviceAccountName: api           | there is no ServiceAccount api
        k8s/base/api.yaml              | memory: 768Mi                     | memory: 512Mi                     | and 768m in the compose file
        k8s/base/ingress.yaml          | service: {name: api-service       | service: {name: api               | nothing serves api
        k8s/base/ingress.yaml          | $cookie_SESSION                   | $cookie_JSESSIONID                | the annotation upstream-hash-by
        k8s/base/ingress.yaml          | proxy-read-timeout: "60"          | proxy-read-timeout: "30"          | the annotation proxy-read-timeout
        k8s/base/network-policies.yaml | values: [api-service, realtime-gateway] | values: [api, gateway]      | NetworkPolicy processes: selects no pods
        k8s/base/kustomization.yaml    | SYNCSCRIPT_GATEWAY_DRAIN_DURATION | SYNCSCRIPT_DRAIN_DURATION         | SYNCSCRIPT_DRAIN_DURATION is no setting
        k8s/base/kustomization.yaml    | - SYNCSCRIPT_API_SHUTDOWN_TIMEOUT=20s | - SYNCSCRIPT_REDIS_TIMEOUT=1s | not those of the compose file
        k8s/overlays/local/kustomization.yaml | SYNCSCRIPT_DB_PASSWORD=    | DB_PASSWORD=                      | is not given [SYNCSCRIPT_DB_PASSWORD]
        k8s/overlays/local/kustomization.yaml | SYNCSCRIPT_REDIS_PASSWORD= | REDIS_PASSWORD=                   | SYNCSCRIPT_REDIS_URL needs SYNCSCRIPT_REDIS_PASSWORD
        k8s/overlays/local/redis.yaml  | image: redis:7.4-alpine           | image: redis:6-alpine             | is not of the image
        """)
    void findsWhatDoesNotAgree(String file, String part, String replacement, String finding) {
        ProjectFiles edited = FILES.with(file, part, replacement);
        assertThat(Overlay.LOCAL.findings(edited, Cluster.ofFiles(edited, Overlay.LOCAL.directory())))
                .anySatisfy(sentence -> assertThat(sentence).contains(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        k8s/base/gateway.yaml                  | minReadySeconds: 10         | minimumReadySeconds: 10   | minimumReadySeconds
        k8s/base/gateway.yaml                  | failureThreshold: 60        | failureThreshold: often   | failureThreshold
        k8s/base/api.yaml                      | timeoutSeconds: 5           | timeoutSecond: 5          | timeoutSecond
        k8s/base/api.yaml                      | maxUnavailable: 1           | maxUnavailabel: 1         | maxUnavailabel
        k8s/base/api.yaml                      | apiVersion: autoscaling/v2  | apiVersion: autoscaling/v1 | no kind that is used here
        k8s/base/network-policies.yaml         | policyTypes                 | policies                  | policies
        k8s/overlays/local/kustomization.yaml  | behavior: merge             | behaviour: merge          | behaviour
        k8s/overlays/production/origin.yaml    | pathType                    | type                      | type
        """)
    void refusesFieldsAndValuesThatTheApiDoesNotHave(String file, String part, String replacement, String named) {
        ProjectFiles edited = FILES.with(file, part, replacement);
        assertThatThrownBy(() ->
                        Stream.of(Overlay.values()).forEach(overlay -> Cluster.ofFiles(edited, overlay.directory())))
                .hasMessageContaining(named);
    }

    /** What the kustomize in kubectl prints; without a kubectl the test is skipped, and the files are checked all the same. */
    private static String kustomize(String directory) throws IOException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", FILES.path(directory).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "SKIPPED: kubectl is not installed, so nothing is rendered");
            throw notInstalled;
        }
        String rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.onExit().join().exitValue()).isZero();
        return rendered;
    }
}
