package io.saccade.cli.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/** Who holds partitions back from those who read what is committed, as the brokers tell it. */
final class OpenTransactions {

  private static final long TIMEOUT_SECONDS = 30;

  private final Admin admin;

  OpenTransactions(Admin admin) {
    this.admin = admin;
  }

  /** One sentence for each transaction that has begun on these partitions and has not ended. */
  List<String> of(Collection<TopicPartition> partitions) throws Exception {
    Map<Long, TransactionListing> coordinated = new HashMap<>();
    admin
        .listTransactions(new ListTransactionsOptions())
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .forEach(transaction -> coordinated.put(transaction.producerId(), transaction));
    List<String> open = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      for (ProducerState producer :
          admin
              .describeProducers(List.of(partition))
              .partitionResult(partition)
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()) {
          open.add(
              told(
                  partition,
                  producer,
                  Optional.ofNullable(coordinated.get(producer.producerId()))));
        }
      }
    }
    return open;
  }

  private String told(
      TopicPartition partition, ProducerState producer, Optional<TransactionListing> coordinated)
      throws Exception {
    Object coordinator =
        coordinated.isEmpty()
            ? "nothing"
            : admin
                .describeTransactions(List.of(coordinated.get().transactionalId()))
                .description(coordinated.get().transactionalId())
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return "%s: %s; its coordinator knows %s".formatted(partition, producer, coordinator);
  }
}
