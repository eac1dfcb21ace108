/** Whether PostgreSQL is fit, and what the role of the gateways may do there. */
@NullMarked
package io.syncscript.doctor.database;

import org.jspecify.annotations.NullMarked;
