/** What people look at. */
package org.tacflow.report;
