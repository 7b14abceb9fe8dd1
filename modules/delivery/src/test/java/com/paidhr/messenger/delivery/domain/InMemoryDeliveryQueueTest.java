package com.paidhr.messenger.delivery.domain;

class InMemoryDeliveryQueueTest extends DeliveryQueueContractTest {
  private final InMemoryDeliveryQueue.Store store = new InMemoryDeliveryQueue.Store(4);

  @Override
  protected DeliveryQueue worker(String name) {
    return boundedWorker(name, 64L << 20);
  }

  @Override
  protected DeliveryQueue boundedWorker(String name, long maxBytes) {
    return new InMemoryDeliveryQueue(store, name, maxBytes);
  }
}
