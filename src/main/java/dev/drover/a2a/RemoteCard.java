package dev.drover.a2a;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's card says, as far as a caller needs it (A2A 1.0, AgentCard).
 *
 * @param interfaces in the agent's order of preference
 */
public record RemoteCard(
        String description,
        List<Interface> interfaces,
        boolean streaming,
        List<String> inputModes,
        List<String> outputModes,
        List<Skill> skills) {
    public RemoteCard {
        interfaces = List.copyOf(interfaces);
        inputModes = List.copyOf(inputModes);
        outputModes = List.copyOf(outputModes);
        skills = List.copyOf(skills);
    }

    /**
     * Where the agent is reached.
     *
     * @param binding the protocol's word for it; there are more than Drover speaks
     */
    public record Interface(
            String url,
            String binding,
            String version,
            @Nullable String tenant) {
        /** Null for a binding that Drover does not speak. */
        public @Nullable Binding spoken() {
            return switch (binding) {
                case "JSONRPC" -> Binding.JSON_RPC;
                case "HTTP+JSON" -> Binding.HTTP_JSON;
                default -> null;
            };
        }

        private boolean usable() {
            return spoken() != null && (version.equals(Versions.SERVED) || version.startsWith(Versions.SERVED + "."));
        }
    }

    /** One thing that the agent can do. */
    public record Skill(String name, String description, List<String> tags, List<String> examples) {
        public Skill {
            tags = List.copyOf(tags);
            examples = List.copyOf(examples);
        }
    }

    /** The first interface that Drover can use. */
    public Optional<Interface> chosen() {
        return interfaces.stream().filter(Interface::usable).findFirst();
    }
}
