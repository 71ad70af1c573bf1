/** The server as its clients meet it: transcripts, and what strangers may send. */
package tertulia.server;
