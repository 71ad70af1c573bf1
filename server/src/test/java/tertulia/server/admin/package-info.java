/** The parts of the console by themselves. */
package tertulia.server.admin;
