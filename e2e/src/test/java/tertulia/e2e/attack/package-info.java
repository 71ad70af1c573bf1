/** What strangers have done to a server to break it, done to the packaged one, in turn, while a bystander looks on. */
@NullMarked
package tertulia.e2e.attack;

import org.jspecify.annotations.NullMarked;
