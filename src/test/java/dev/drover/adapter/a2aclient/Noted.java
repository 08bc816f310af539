package dev.drover.adapter.a2aclient;

import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Notes what a call shows, one line for each thing. */
final class Noted implements Shown {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final List<Artifact> artifacts = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void begun(String taskId, String contextId) {
        lines.add("begun " + taskId + " in " + contextId);
    }

    @Override
    public void progress(List<Part> said) {
        lines.add("progress " + Message.textOf(said));
    }

    @Override
    public void artifact(Artifact artifact, boolean append, boolean lastChunk) {
        artifacts.add(artifact);
        lines.add((append ? "chunk " : "artifact ") + artifact.id() + " " + Message.textOf(artifact.parts()));
    }
}
