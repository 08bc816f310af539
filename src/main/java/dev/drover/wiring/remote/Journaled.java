package dev.drover.wiring.remote;

import dev.drover.adapter.a2aclient.Shown;
import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.Part;
import dev.drover.wiring.work.Showing;
import java.util.List;
import org.apache.camel.Exchange;

/** Keeps what an agent shows: its ids in the links, before all else, and what clients see in the journal. */
record Journaled(Exchange exchange, String agent, CallId call, Links links, Showing showing) implements Shown {
    @Override
    public void begun(String taskId, String contextId) {
        links.put(agent, call, taskId);
        if (!contextId.isEmpty()) {
            Caller caller = exchange.getVariable("caller", Caller.class);
            links.putContext(agent, caller, exchange.getVariable("contextId", String.class), contextId);
        }
    }

    @Override
    public void progress(List<Part> said) {
        showing.showProgress(exchange, said);
    }

    @Override
    public void artifact(Artifact artifact, boolean append, boolean lastChunk) {
        showing.showArtifact(exchange, artifact, append, lastChunk);
    }
}
