package dev.drover.adapter.a2aclient;

import dev.drover.agent.CallFailed;
import dev.drover.message.Artifact;
import dev.drover.message.Part;
import java.util.List;

/** Who hears of a call while it goes on; called by the thread that runs it, in the order of what happened. */
public interface Shown {
    /** The agent works on this task of its own; called once, before all else. */
    void begun(String taskId, String contextId);

    void progress(List<Part> said);

    /**
     * An artifact, or a chunk of one.
     *
     * @param append whether its parts go behind those of the artifact with the same id
     */
    void artifact(Artifact artifact, boolean append, boolean lastChunk) throws CallFailed;
}
