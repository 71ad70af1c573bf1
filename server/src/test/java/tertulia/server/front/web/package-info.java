/** What strangers may write where a request should be, and frames by themselves. */
package tertulia.server.front.web;
