/** What the user asks: configuration and its messages. */
package org.tacflow.config;
