/** Published tables: schemas, run folders, manifest, pointer. */
package org.tacflow.tables;
