/** What operators see of running processes: metrics, alerts, the dashboard, traces and logs. */
@NullMarked
package io.syncscript.acceptance.observability;

import org.jspecify.annotations.NullMarked;
