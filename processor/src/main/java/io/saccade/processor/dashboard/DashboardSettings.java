package io.saccade.processor.dashboard;

/**
 * What can be set of the dashboard.
 *
 * @param images how many pictures of recent images are kept; 0 for none
 */
public record DashboardSettings(int images) {

  /** The most pictures that can be kept: each is some kilobytes, here and in every page. */
  public static final int MOST_IMAGES = 200;

  /** As many as a page shows without much scrolling. */
  public static final DashboardSettings DEFAULT = new DashboardSettings(24);

  public DashboardSettings {
    if (images < 0 || images > MOST_IMAGES) {
      throw new IllegalArgumentException(
          "images must be from 0 to %d, but was %d".formatted(MOST_IMAGES, images));
    }
  }
}
