package io.syncscript.acceptance.fault;

import io.syncscript.acceptance.socket.Transports;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where one client of a fleet connects.
 *
 * @param entrance what the way is called in reports
 */
record Berth(String entrance, URI server, Transports transports) {
    static List<Berth> of(int count, String entrance, URI server, Transports transports) {
        return Collections.nCopies(count, new Berth(entrance, server, transports));
    }

    /** Fifty-two: half of them free to move to another gateway, half at home at one, most over websocket. */
    static List<Berth> everywhere(FaultStack stack) {
        List<Berth> berths = new ArrayList<>();
        berths.addAll(of(20, "front door", stack.frontDoor(), Transports.WEBSOCKET));
        berths.addAll(of(4, "front door", stack.frontDoor(), Transports.POLLING));
        berths.addAll(of(4, "front door", stack.frontDoor(), Transports.DEFAULT));
        berths.addAll(of(12, "gateway 1", stack.gateway(0).uri(), Transports.WEBSOCKET));
        berths.addAll(of(12, "gateway 2", stack.gateway(1).uri(), Transports.WEBSOCKET));
        return berths;
    }
}
