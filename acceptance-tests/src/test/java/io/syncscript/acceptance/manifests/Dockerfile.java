package io.syncscript.acceptance.manifests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The instructions of a Dockerfile; what describes the image is what its last stage says. */
public record Dockerfile(List<Instruction> instructions) {
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");

    record Instruction(String keyword, String arguments) {}

    public static Dockerfile of(ProjectFiles files, DeployedProcess process) {
        return read(files, process.module() + "/Dockerfile");
    }

    static Dockerfile read(ProjectFiles files, String file) {
        String joined = CONTINUED
                .matcher(files.read(file).replaceAll("(?m)^\\s*#.*\\n", ""))
                .replaceAll(" ");
        return new Dockerfile(joined.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s+", 2))
                .map(parts -> new Instruction(parts[0].toUpperCase(Locale.ROOT), parts[1]))
                .toList());
    }

    /** What the container runs. */
    public List<String> entrypoint() {
        return execForm(last("ENTRYPOINT"));
    }

    /** The command of the health check. */
    public List<String> healthcheck() {
        String arguments = last("HEALTHCHECK");
        return execForm(arguments.substring(arguments.indexOf("CMD ") + 4));
    }

    String user() {
        return last("USER");
    }

    List<Integer> exposedPorts() {
        return Arrays.stream(last("EXPOSE").split(" ", -1))
                .map(Integer::valueOf)
                .toList();
    }

    /** The layers of the image, in their order: the directories that the jar was extracted into. */
    public List<String> layers() {
        return lastStage().stream()
                .filter(instruction -> instruction.keyword().equals("COPY"))
                .map(Instruction::arguments)
                .filter(arguments -> arguments.startsWith("--from=build /layers/"))
                .map(arguments -> arguments.split(" ", -1)[1].substring("/layers/".length()))
                .toList();
    }

    /** The options that the jar is extracted with, between the jar and the destination. */
    public List<String> extraction() {
        String run = instructions.stream()
                .map(Instruction::arguments)
                .filter(arguments -> arguments.contains("-Djarmode=tools"))
                .findFirst()
                .orElseThrow();
        String options = run.substring(run.indexOf(" extract ") + 1, run.indexOf(" --destination"));
        return List.of(options.split("\\s+", -1));
    }

    private String last(String keyword) {
        return lastStage().stream()
                .filter(instruction -> instruction.keyword().equals(keyword))
                .reduce((earlier, later) -> later)
                .map(Instruction::arguments)
                .orElse("");
    }

    private List<Instruction> lastStage() {
        List<Instruction> stage = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.keyword().equals("FROM")) {
                stage.clear();
            }
            stage.add(instruction);
        }
        return stage;
    }

    /** Fails for the form that runs a shell, through which no signal comes. */
    private static List<String> execForm(String arguments) {
        return JsonMapper.shared().readValue(arguments, new TypeReference<List<String>>() {});
    }
}
