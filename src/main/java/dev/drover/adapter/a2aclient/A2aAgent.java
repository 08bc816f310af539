package dev.drover.adapter.a2aclient;

import dev.drover.a2a.RemoteCard;
import dev.drover.address.Destinations;
import dev.drover.agent.CallFailed;

/** A remote agent that speaks A2A 1.0, known by the URL of its server. Safe for any number of threads. */
public final class A2aAgent {
    private final Address address;
    private final Http http;
    private final Destinations destinations;
    private final Authorization authorization;
    private final Cards cards;

    A2aAgent(Address address, Http http, Destinations destinations) {
        this.address = address;
        this.http = http;
        this.destinations = destinations;
        authorization = new Authorization(address.credentials(), http);
        cards = new Cards(address, authorization, http);
    }

    /** What its card says: fetched when it is needed, kept as long as the agent allows, and then asked for again. */
    public RemoteCard card() throws CallFailed, InterruptedException {
        return cards.current();
    }

    /** What was wrong with its card when it was last asked for; empty when nothing was. */
    public String trouble() {
        return cards.trouble();
    }

    /** A call that is ready to run. */
    public RemoteCall call(Ask ask, Shown shown) throws CallFailed, InterruptedException {
        return new RemoteCall(Line.of(card(), http, authorization, address, destinations), ask, shown);
    }

    /** Has the card asked for again: a call has failed, and the agent may have moved. */
    public void doubtCard() {
        cards.doubt();
    }
}
