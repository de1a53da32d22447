package org.tacflow.tables.columnar;

/**
 * A file that a write has added to a folder.
 *
 * @param name in the folder
 */
public record WrittenFile(String name, FileFacts facts) {}
