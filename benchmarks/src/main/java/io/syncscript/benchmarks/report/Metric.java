package io.syncscript.benchmarks.report;

import java.util.Locale;

/** What is measured, as the tables call it. */
public enum Metric {
    DELIVERIES_EXPECTED("deliveries expected", 0),
    DELIVERIES_MISSING("deliveries missing", 0),
    DELIVERIES_DUPLICATE("deliveries made twice", 0),
    EVENT_BYTES("bytes of a delivery", 0),
    DELIVERY_P50("delivery p50, ms", 1),
    DELIVERY_P99("delivery p99, ms", 1),
    DELIVERY_P999("delivery p99.9, ms", 1),
    GATEWAY_CPU_PER_DELIVERY("gateway CPU per delivery, µs (floor: per send)", 2),
    GATEWAY_CPU_SHARE("gateway CPU, % of one core", 0),
    POSTS_OFFERED("POST offered per s", 0),
    POSTS_PER_SECOND("POST answered 201 per s", 0),
    POSTS_FAILED("POST failed", 0),
    POST_P50("POST p50, ms", 1),
    POST_P99("POST p99, ms", 1),
    POST_P999("POST p99.9, ms", 1),
    API_CPU_PER_POST("API CPU per POST, µs", 0),
    JOINS("joins", 0),
    JOINS_PER_SECOND("joins per s", 0),
    JOIN_P50("join p50, ms", 1),
    JOIN_P99("join p99, ms", 1),
    GATEWAY_CPU_PER_JOIN("gateway CPU per join, µs", 0),
    STORM_SECONDS("all are back and told after, s", 2),
    LIVE_P50("delivery p50 to bystanders, ms", 1),
    LIVE_P99("delivery p99 to bystanders, ms", 1),
    LIVE_MISSING("deliveries missing to bystanders", 0),
    MEMBERS("members joined", 0),
    RSS_BEFORE("gateway RSS before, MiB", 0),
    RSS_AFTER("gateway RSS after, MiB", 0),
    RSS_PER_MEMBER("RSS growth per member, KiB", 1),
    GATEWAY_RSS("gateway RSS, MiB", 0),
    API_RSS("API RSS, MiB", 0);

    private final String label;
    private final int decimals;

    Metric(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }

    public String label() {
        return label;
    }

    public String format(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
