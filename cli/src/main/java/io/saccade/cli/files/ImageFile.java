package io.saccade.cli.files;

import java.nio.file.Path;

/**
 * One file to be tried as an image.
 *
 * @param path where it is
 * @param name what to call it: the path as the user wrote it, and below a folder what follows
 */
public record ImageFile(Path path, String name) {}
