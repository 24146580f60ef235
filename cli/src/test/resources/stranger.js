// A producer and consumer that knows nothing of Saccade but its topics: Confluent's JavaScript client.
// Arguments: the registry's URL, a file with a prediction to read, a file to write an event to.
const {
  AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType,
} = require('@confluentinc/schemaregistry');
const fs = require('fs');

const [url, prediction, event] = process.argv.slice(2);

async function main() {
  const registry = new SchemaRegistryClient({ baseURLs: [url], cacheCapacity: 10 });
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true });
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
  const read = await deserializer.deserialize('predictions', fs.readFileSync(prediction));
  fs.writeFileSync(event, await serializer.serialize('images', {
    id: read.eventId,
    capturedAt: 1700000000123456,
    image: Buffer.from([9, 8, 7]),
    contentType: 'image/png',
    attributes: { label: read.labels[0].name },
  }));
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
