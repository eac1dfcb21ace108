package io.syncscript.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends what this JVM started when the JVM goes without having ended it, killed hard included: a small shell process holds the
 * list and sees its input close.
 */
public final class Guardian {
    private static final Guardian INSTANCE = new Guardian();

    /** Reads "+pid SIGNAL" and "-pid"; at the end of the input signals those left, and after a while kills what is still there. */
    private static final String SCRIPT = """
            trap '' INT HUP
            guarded=
            while read -r line; do
              case $line in
                +*) guarded="${line#+}
            $guarded" ;;
                -*) guarded=$(printf '%s\\n' "$guarded" | grep -v "^${line#-} ") ;;
              esac
            done
            left() {
              printf '%s\\n' "$guarded" | while read -r pid signal; do
                [ -n "$pid" ] && kill -"${1:-$signal}" "$pid" 2>/dev/null && echo "$pid"
              done
            }
            [ -n "$(left)" ] || exit 0
            for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; [ -n "$(left 0)" ] || exit 0; done
            left KILL >/dev/null
            """;

    private final OutputStream list;

    private Guardian() {
        ProcessBuilder shell = new ProcessBuilder(ChildProcess.detached("guardian", List.of("/bin/sh", "-c", SCRIPT)))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        try {
            list = shell.start().getOutputStream();
        } catch (IOException e) {
            throw new StackFailure("A shell could not be started: " + e.getMessage(), e);
        }
    }

    /** Guards a process until {@link #release}; {@code signal} is what tells it to end, such as TERM. */
    public static void guard(long pid, String signal) {
        INSTANCE.tell("+" + pid + " " + signal);
    }

    /** Says that the process has ended. */
    public static void release(long pid) {
        INSTANCE.tell("-" + pid);
    }

    private synchronized void tell(String line) {
        try {
            list.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            list.flush();
        } catch (IOException e) {
            throw new StackFailure("The process that guards the others has gone: " + e.getMessage(), e);
        }
    }
}
