package dev.drover.adapter.a2aclient;

/** Makes remote agents that share their connections. */
public final class A2aAgents {
    private final Http http = new Http();

    public A2aAgent at(Address address) {
        return new A2aAgent(address, http);
    }
}
