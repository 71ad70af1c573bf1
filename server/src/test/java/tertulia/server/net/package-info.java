/** What the one port does, below any language. */
package tertulia.server.net;
