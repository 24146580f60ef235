package io.saccade.processor.settings;

import io.saccade.processor.dashboard.DashboardSettings;

/** Reads the settings of the dashboard. */
final class DashboardReading {

  private DashboardReading() {}

  static DashboardSettings read(SettingsReader reader) {
    return new DashboardSettings(
        reader.integer(
            "dashboard.images",
            DashboardSettings.DEFAULT.images(),
            0,
            DashboardSettings.MOST_IMAGES));
  }
}
