package io.syncscript.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as Markdown: a table for each scenario, and one of the goals. */
public record MarkdownReport(Results results, List<Goal> goals, List<String> notes) {
    public MarkdownReport {
        goals = List.copyOf(goals);
        notes = List.copyOf(notes);
    }

    /** Ends with a line break. */
    public String text() {
        return Stream.of(
                        results.scenarios().stream().map(this::table),
                        goals.isEmpty() ? Stream.<String>empty() : Stream.of(goalTable()),
                        notes.isEmpty() ? Stream.<String>empty() : Stream.of(noteList()))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private String table(String scenario) {
        List<String> subjects = List.copyOf(results.subjects(scenario));
        StringBuilder table = new StringBuilder();
        table.append("### ").append(scenario).append("\n\n| |");
        subjects.forEach(subject -> table.append(' ').append(subject).append(" |"));
        table.append("\n|---|").append("---:|".repeat(subjects.size())).append('\n');
        for (Metric metric : results.metrics(scenario)) {
            table.append("| ").append(metric.label()).append(" |");
            for (String subject : subjects) {
                String value = results.spread(scenario, subject, metric)
                        .map(spread -> ' ' + spread.format(metric))
                        .orElse("");
                table.append(value).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private String goalTable() {
        return "### Goals\n\n| | at most | measured | met |\n|---|---:|---:|---|\n"
                + goals.stream().map(goal -> goal.row(results) + "\n").collect(Collectors.joining());
    }

    private String noteList() {
        return notes.stream().map(note -> "- " + note + "\n").collect(Collectors.joining());
    }
}
