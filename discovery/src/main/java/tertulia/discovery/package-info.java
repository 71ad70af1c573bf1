/**
 * Servers make themselves known on the local network, and clients find them: mDNS and DNS-SD (RFC 6762, RFC 6763), type
 * {@code _tertulia._tcp}. Whatever is heard here proves nothing. It works or it does not; nothing else depends on it.
 */
@NullMarked
package tertulia.discovery;

import org.jspecify.annotations.NullMarked;
