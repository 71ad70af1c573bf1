/**
 * Who this server is, for TLS: its own certificate authority and what that certifies, or the operator's files. Knows keys,
 * certificates and files, and no connection.
 */
@NullMarked
package tertulia.server.tls;

import org.jspecify.annotations.NullMarked;
