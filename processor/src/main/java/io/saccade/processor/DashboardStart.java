package io.saccade.processor;

import io.saccade.model.NativeHandles;
import io.saccade.model.image.ImageGate;
import io.saccade.processor.dashboard.About;
import io.saccade.processor.dashboard.Answerer;
import io.saccade.processor.dashboard.Dashboard;
import io.saccade.processor.dashboard.MeterReading;
import io.saccade.processor.dashboard.Pictures;
import io.saccade.processor.dashboard.Reading;
import io.saccade.processor.dashboard.ReportTopics;
import io.saccade.processor.dashboard.Watched;
import io.saccade.processor.http.HealthEndpoint;
import io.saccade.processor.release.ReleaseDesk;
import io.saccade.processor.serving.Placement;
import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.telemetry.Telemetry;
import io.saccade.schemas.RegistryConfigurationException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.ImageEvent;
import io.saccade.schemas.avro.Prediction;
import java.util.List;
import java.util.Optional;

/** What the dashboard sees of the processor, from before it serves until it has stopped. */
final class DashboardStart implements Watched {

  private final ProcessorSettings settings;
  private final MeterReading meters;
  private final ProcessorHealth health;
  private volatile String device = "";

  DashboardStart(ProcessorSettings settings, Telemetry telemetry, ProcessorHealth health) {
    this.settings = settings;
    this.meters = new MeterReading(telemetry);
    this.health = health;
  }

  /**
   * Opens the dashboard, which shows what there is.
   *
   * @param instance what the processor calls itself
   */
  Dashboard open(String instance) {
    return new Dashboard(
        settings.dashboard(),
        new About(
            instance,
            settings.streams().bootstrap(),
            withoutPasswords(settings.registry().getOrDefault("schema.registry.url", "")),
            settings.topics().images(),
            settings.http().token().isPresent(),
            settings.drift().watch()),
        this);
  }

  /** Lets it show what is on topics, now that their schemas are registered. */
  void follow(Dashboard dashboard, SerdeFactory serdes) throws RegistryConfigurationException {
    dashboard.follow(
        ReleaseDesk.open(
            StreamsProperties.admin(settings.streams()), serdes, settings.releases().topics()));
    dashboard.follow(
        StreamsProperties.admin(settings.streams()),
        new ReportTopics(
            settings.driftTopics().statistics(),
            settings.labels().topics().accuracy(),
            serdes.reader(DriftReport.class),
            serdes.reader(AccuracyReport.class)));
  }

  /** Lets it show pictures of images; empty where none are wanted. */
  Optional<Pictures> sample(Dashboard dashboard, SerdeFactory serdes, NativeHandles handles)
      throws RegistryConfigurationException {
    return dashboard.sample(
        new Pictures.Formats(serdes.reader(ImageEvent.class), serdes.reader(Prediction.class)),
        new ImageGate(settings.imageLimits()),
        handles);
  }

  /** A model runs here from now on. */
  void placed(Placement placement) {
    device = placement.toString();
  }

  @Override
  public Optional<String> model() {
    return meters.model().or(() -> settings.releases().model());
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public List<Answerer> versions() {
    return meters.versions();
  }

  @Override
  public List<String> whyNotReady() {
    return health.whyNotReady().stream().map(HealthEndpoint.Reason::message).toList();
  }

  @Override
  public Reading reading() {
    return meters.now();
  }

  /** Addresses of registries may hold the name and the password of whoever asks. */
  private static String withoutPasswords(String urls) {
    return urls.replaceAll("//[^@/,]*@", "//");
  }
}
