/**
 * The JSON form of the model, as PROTOCOL.md describes it: one exhaustive switch each way over a streaming parser. Fields
 * may come in any order, unknown ones are ignored.
 */
@NullMarked
package tertulia.model.json;

import org.jspecify.annotations.NullMarked;
