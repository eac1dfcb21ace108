package io.syncscript.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images, the compose file and nginx's configuration agree with each other and with the processes. */
class ComposeTest {
    private static final ProjectFiles FILES = ProjectFiles.ofCheckout();

    @Test
    void imagesComposeFileAndProxyAgree() {
        assertThat(findings(FILES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        docker-compose.yml          | SYNCSCRIPT_DB_GATEWAY_ROLE:       | SYNCSCRIPT_DB_READER:            | SYNCSCRIPT_DB_READER is no setting
        docker-compose.yml          | SYNCSCRIPT_DB_USER: syncscript_gateway | SYNCSCRIPT_REDIS_TIMEOUT: 1s | is not given [SYNCSCRIPT_DB_USER]
        docker-compose.yml          | $${SYNCSCRIPT_REDIS_PASSWORD}     | hunter2                          | SYNCSCRIPT_REDIS_URL holds a secret
        docker-compose.yml          | POSTGRES_PASSWORD_FILE:           | POSTGRES_PASSWORD:               | has a value in the file
        docker-compose.yml          | stop_grace_period: 45s            | stop_grace_period: 40s           | is killed while it may still be stopping
        docker-compose.yml          | cap_drop: [ALL]                   | cap_drop: [NET_RAW]              | is not hardened
        docker-compose.yml          | networks: [data]                  | ports: ["6379:6379"]             | is reachable past the one origin
        docker-compose.yml          | ./deploy/redis/redis.conf         | ./deploy/redis.conf              | which is not there
        docker-compose.yml          | dockerfile: api-service/Dockerfile | dockerfile: api/Dockerfile      | there is no api/Dockerfile
        docker-compose.yml          | api-1: {condition: service_healthy} | api: {condition: service_healthy} | which is no service
        docker-compose.yml          | backends: {ipv4_address: *gateway-2-address} | backends: {ipv4_address: *gateway-1-address} | gateway-2 is looked for at
        deploy/secrets/create.sh    | /gateway/SYNCSCRIPT_DB_PASSWORD   | /gateway/PASSWORD                | is not given [SYNCSCRIPT_DB_PASSWORD]
        deploy/nginx/nginx.conf     | server gateway-3:9092             | server gateway-4:9092            | gateways are
        deploy/nginx/nginx.conf     | hash $client consistent;          | random;                          | not chosen by a consistent hash
        deploy/nginx/nginx.conf     | $cookie_SESSION $client           | $cookie_JSESSIONID $client       | not of the session cookie
        deploy/nginx/nginx.conf     | proxy_read_timeout 60s;           | proxy_read_timeout 40s;          | polls and sockets that are quiet
        deploy/nginx/nginx.conf     | error timeout;                    | error timeout non_idempotent;    | sent again
        deploy/nginx/nginx.conf     | keepalive_timeout 60s;            | keepalive_timeout 90s;           | that the gateway closes
        deploy/nginx/nginx.conf     | keepalive_timeout 5s;             | keepalive_timeout 20s;           | that the API closes
        deploy/nginx/nginx.conf     | keepalive_timeout 5s;             | keepalive_timeout 10s;           | to an API service that has stopped
        deploy/nginx/nginx.conf     | client_max_body_size 1m;          | client_max_body_size 500k;       | polling bodies that the gateway takes
        deploy/nginx/nginx.conf     | worker_shutdown_timeout 10s;      | worker_shutdown_timeout 20s;     | killed while it stops
        api-service/Dockerfile      | USER 10001:10001                  | USER root                        | runs as root
        realtime-gateway/Dockerfile | EXPOSE 9092 9093                  | EXPOSE 9092                      | exposes [9092]
        realtime-gateway/Dockerfile | :-9093}                           | :-9092}                          | does not ask the management port
        api-service/Dockerfile      | COPY --from=build /layers/application/ ./ | RUN true                 | has the layers
        """)
    void findsWhatDoesNotAgree(String file, String part, String replacement, String finding) {
        assertThat(findings(FILES.with(file, part, replacement)))
                .anySatisfy(sentence -> assertThat(sentence).contains(finding));
    }

    @Test
    void refusesKeysThatComposeDoesNotHaveOrThatStandTwice() {
        assertThatThrownBy(() -> findings(FILES.with("docker-compose.yml", "mem_limit:", "memory_limit:")))
                .hasMessageContaining("memory_limit");
        assertThatThrownBy(() -> findings(FILES.with("docker-compose.yml", "redis-data: {}", "api-secrets: {}")))
                .hasMessageContaining("duplicate key");
    }

    @Test
    void refusesAnEntrypointThatRunsAShell() {
        ProjectFiles shell = FILES.with(
                "api-service/Dockerfile",
                "[\"java\", \"@jvm.options\", \"-jar\", \"api-service.jar\"]",
                "java @jvm.options -jar api-service.jar");
        assertThatThrownBy(() -> findings(shell)).hasMessageContaining("java");
    }

    @Test
    void theExampleOfSettingsHoldsTheDefaults() {
        Map<String, String> example = FILES.read(".env.example")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

        assertThat(example)
                .isNotEmpty()
                .allSatisfy((name, value) ->
                        assertThat(FILES.read("docker-compose.yml")).contains("${" + name + ":-"));
        assertThat(ComposeFile.read(FILES, example)).isEqualTo(ComposeFile.read(FILES, Map.of()));
    }

    private static List<String> findings(ProjectFiles files) {
        return Stream.of(ImageRules.check(files), ComposeRules.check(files), ProxyRules.check(files))
                .flatMap(List::stream)
                .toList();
    }
}
