package io.syncscript.doctor;

import io.syncscript.doctor.Checkup.Result;
import io.syncscript.doctor.check.Finding;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report for programs: one JSON object, each check with its result and, where it failed, its remedy. */
final class JsonReport {
    private JsonReport() {}

    static String of(List<Result> results) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("healthy", results.stream().noneMatch(result -> result.finding() instanceof Finding.Failed));
        ArrayNode checks = report.putArray("checks");
        for (Result result : results) {
            ObjectNode check = checks.addObject().put("check", result.check());
            switch (result.finding()) {
                case Finding.Healthy(String detail) -> check.put("result", "ok").put("detail", detail);
                case Finding.Skipped(String reason) ->
                    check.put("result", "skipped").put("detail", reason);
                case Finding.Failed(String problem, String remedy) ->
                    check.put("result", "failed").put("detail", problem).put("remedy", remedy);
            }
        }
        return report.toPrettyString();
    }
}
