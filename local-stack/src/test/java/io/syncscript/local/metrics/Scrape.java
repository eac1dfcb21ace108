package io.syncscript.local.metrics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process shows to Prometheus at one time. */
public record Scrape(String text) {
    public static Scrape of(URI managementUri) {
        HttpRequest request = HttpRequest.newBuilder(managementUri.resolve("/actuator/prometheus"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .join();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("answered " + answer.statusCode());
            }
            return new Scrape(answer.body());
        }
    }

    /** The sum over all series of that name with all of these labels, each as {@code name="value"}; 0 where there is none. */
    public double sum(String name, String... labels) {
        return samples()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public Set<String> names() {
        return samples().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    private Stream<String> samples() {
        return text.lines().filter(line -> !line.startsWith("#"));
    }
}
