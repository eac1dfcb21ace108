package io.syncscript.local;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The command line of {@code ./syncscript up}. */
final class UpArguments {
    private UpArguments() {}

    /**
     * The options of a run.
     *
     * @throws IllegalArgumentException with one line for the user where an argument is wrong
     */
    static StackOptions parse(Path projectRoot, List<String> arguments) {
        StackOptions options = StackOptions.defaults(projectRoot);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            options = switch (option) {
                case "--gateways" -> options.withGateways(number(option, rest, 1, StackOptions.MAX_GATEWAYS));
                case "--port" -> options.withPort(number(option, rest, 1, 65_535));
                case "--fresh" -> options.withFresh(true);
                default -> throw new IllegalArgumentException("Unknown option " + option);
            };
        }
        return options;
    }

    private static int number(String option, Iterator<String> rest, int least, int most) {
        String given = rest.hasNext() ? rest.next() : "";
        if (given.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                option + " takes a number from " + least + " to " + most + (given.isEmpty() ? "" : ", not " + given));
    }
}
