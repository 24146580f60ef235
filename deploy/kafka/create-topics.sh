#!/bin/bash
# Makes every topic that a processor reads or writes, where it is missing: create-topics.sh BOOTSTRAP [OPTIONS],
# with whatever options kafka-topics.sh takes besides, such as --command-config FILE. For clusters without
# Strimzi, whose overlay has the same list.
set -euo pipefail
bootstrap=${1:?create-topics.sh BOOTSTRAP [OPTIONS]}
shift
replication=${REPLICATION_FACTOR:-1}

create() {
  local topic=$1 partitions=$2 config
  local configs=()
  for config in "${@:3}"; do
    configs+=(--config "$config")
  done
  "${KAFKA_HOME:-/opt/kafka}/bin/kafka-topics.sh" --bootstrap-server "$bootstrap" "${options[@]}" --create \
    --if-not-exists --topic "$topic" --partitions "$partitions" --replication-factor "$replication" "${configs[@]}"
}
options=("$@")

# Events carry whole images: 11 MiB is image.max.bytes and what surrounds it. A failure carries its event along
# where that fits output.max.bytes, so its topic needs no more than the default.
create images            12 max.message.bytes=11534336
create predictions       12
create image-failures    12
create model-releases     1 cleanup.policy=compact
create model-status       1 cleanup.policy=delete retention.ms=-1 retention.bytes=-1
create drift-statistics  12
create drift-deltas      12 cleanup.policy=delete retention.ms=172800000
create drift-acceptances 12 cleanup.policy=compact
create labels            12
create accuracy          12 cleanup.policy=compact
create label-joins       12 cleanup.policy=delete retention.ms=172800000
