package org.tacflow.config;

/**
 * One key of the configuration: the only place where its name, type, default and meaning stand.
 *
 * @param name key as written in YAML
 * @param type how its value is read
 * @param fallback default as YAML text; null when the key must be given
 * @param meaning one sentence for people
 * @param <T> what its value is read into
 */
record Key<T>(String name, ValueType<T> type, String fallback, String meaning) {}
