/** What deploys the processes, read with types: images, the compose file, the proxy's configuration, the Kubernetes manifests. */
@NullMarked
package io.syncscript.acceptance.manifests;

import org.jspecify.annotations.NullMarked;
