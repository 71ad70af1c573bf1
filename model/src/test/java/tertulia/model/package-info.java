/** The model by examples and by chance. */
package tertulia.model;
