/** The command, its configuration, and the architecture it is put together by. */
package tertulia.app;
