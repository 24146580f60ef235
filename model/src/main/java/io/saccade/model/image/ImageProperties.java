package io.saccade.model.image;

/**
 * What can be said of an image without a model. Measured on the decoded pixels, which for large
 * images are fewer than the image's: values compare only between images that were decoded for the
 * same preprocessing.
 *
 * @param brightness mean luma, 0 (black) to 1 (white)
 * @param contrast RMS contrast: the standard deviation of the luma, 0 to 0.5
 * @param sharpness variance of the Laplacian of green, which is most of the luma; green from 0 to 1
 * @param red share of red in the sum of all three colours; a third in grey and black images
 * @param green share of green
 * @param blue share of blue
 * @param aspect width by height, upright
 * @param area pixels of the whole image, before any reduction
 * @param encodedBytes bytes of the encoded pixels, without metadata
 */
public record ImageProperties(
    float brightness,
    float contrast,
    float sharpness,
    float red,
    float green,
    float blue,
    float aspect,
    float area,
    float encodedBytes) {}
