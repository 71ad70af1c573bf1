/**
 * What tests need and nobody ships: the ports in memory, the contract each port keeps, the simulator.
 */
@NullMarked
package tertulia.testkit;

import org.jspecify.annotations.NullMarked;
