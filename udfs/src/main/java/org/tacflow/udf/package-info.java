/** The thin layer that hands fits to Spark SQL. */
package org.tacflow.udf;
