/** One arrow between two tables each, and the command line. */
package org.tacflow.jobs;
