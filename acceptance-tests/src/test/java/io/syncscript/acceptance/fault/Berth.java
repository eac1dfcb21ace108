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

    /** Over both gateways, free to move and at home at one, most over websocket, a few behind links of their own. */
    static List<Berth> everywhere(FaultStack stack) {
        List<Berth> berths = new ArrayList<>(atFrontDoor(stack, 20, 4));
        berths.addAll(of(8, "gateway 1", stack.gateway(0).uri(), Transports.WEBSOCKET));
        berths.addAll(of(8, "gateway 2", stack.gateway(1).uri(), Transports.WEBSOCKET));
        for (int link = 0; link < 4; link++) {
            berths.addAll(of(2, linkName(link), stack.clientLinks().get(link).uri(), Transports.WEBSOCKET));
        }
        return berths;
    }

    /** Nobody who could not go elsewhere without the first gateway. */
    static List<Berth> withoutHomeAtFirstGateway(FaultStack stack) {
        List<Berth> berths = new ArrayList<>(atFrontDoor(stack, 32, 6));
        berths.addAll(of(8, "gateway 2", stack.gateway(1).uri(), Transports.WEBSOCKET));
        return berths;
    }

    /** Everyone behind one of the links. */
    static List<Berth> behindLinks(FaultStack stack) {
        List<Berth> berths = new ArrayList<>();
        for (int link = 0; link < stack.clientLinks().size(); link++) {
            URI way = stack.clientLinks().get(link).uri();
            berths.addAll(of(8, linkName(link), way, Transports.WEBSOCKET));
            berths.addAll(of(2, linkName(link), way, Transports.POLLING));
            berths.addAll(of(1, linkName(link), way, Transports.DEFAULT));
        }
        return berths;
    }

    /** Those behind the first link are there to be slow: over websocket with the kernel's buffers, over polling without. */
    static List<Berth> withSlowReaders(FaultStack stack) {
        List<Berth> berths = new ArrayList<>();
        berths.addAll(of(25, "gateway 1", stack.gateway(0).uri(), Transports.WEBSOCKET));
        berths.addAll(of(25, "gateway 2", stack.gateway(1).uri(), Transports.WEBSOCKET));
        URI slow = stack.clientLinks().getFirst().uri();
        berths.addAll(of(2, linkName(0), slow, Transports.WEBSOCKET));
        berths.addAll(of(2, linkName(0), slow, Transports.POLLING));
        return berths;
    }

    private static List<Berth> atFrontDoor(FaultStack stack, int webSockets, int ofEachOther) {
        List<Berth> berths = new ArrayList<>();
        berths.addAll(of(webSockets, "front door", stack.frontDoor(), Transports.WEBSOCKET));
        berths.addAll(of(ofEachOther, "front door", stack.frontDoor(), Transports.POLLING));
        berths.addAll(of(ofEachOther, "front door", stack.frontDoor(), Transports.DEFAULT));
        return berths;
    }

    /** @param index from 0 */
    static String linkName(int index) {
        return "link " + (index + 1);
    }
}
