package dev.drover.adapter.a2aclient;

import dev.drover.address.Destinations;

/** Makes remote agents that share their connections. */
public final class A2aAgents {
    private final Http http = new Http();
    private final Destinations destinations;

    /**
     * @param destinations where an agent's card may lead, other than to the agent itself
     */
    public A2aAgents(Destinations destinations) {
        this.destinations = destinations;
    }

    public A2aAgent at(Address address) {
        return new A2aAgent(address, http, destinations);
    }
}
