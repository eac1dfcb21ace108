package io.syncscript.acceptance.fault;

import java.util.List;

/**
 * What one client has to tell at the end.
 *
 * @param joinedAt the revision at which it joined first; it is owed all later ones
 * @param received in the order of arrival
 * @param incidents what happened to its connection and its joins, each with its time
 * @param absences from which it came back
 */
record ClientRecord(
        String name, long joinedAt, List<Received> received, List<String> incidents, List<Absence> absences) {}
