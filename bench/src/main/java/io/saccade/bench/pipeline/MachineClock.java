package io.saccade.bench.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The machine's own clocks. */
final class MachineClock implements Clock {

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final BrokerProcess broker;

  MachineClock(BrokerProcess broker) {
    this.broker = broker;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long cpuNanos() {
    return process.getProcessCpuTime() + broker.cpuTime().toNanos();
  }
}
