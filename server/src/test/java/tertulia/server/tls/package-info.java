@org.jspecify.annotations.NullMarked
package tertulia.server.tls;
