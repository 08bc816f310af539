package dev.drover.wiring.model;

import dev.drover.adapter.gemini.GeminiModel;
import dev.drover.adapter.jsonschema.JsonSchemas;
import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prompt;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.work.ContextState;
import dev.drover.wiring.work.Replica;
import dev.drover.wiring.work.Turns;
import dev.drover.wiring.work.WorkBeans;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Binds the beans that the routes of agents that are models name. */
public final class ModelBeans {
    private ModelBeans() {}

    /** The key is needed where something in the settings is a model; only the client keeps it. */
    public static void bind(
            Main main, Replica replica, Turns turns, Path folder, @Nullable String key, UnaryOperator<Model> traced) {
        Settings settings = replica.settings();
        Map<String, ModelAgent> agents = new HashMap<>();
        for (String name : settings.agents()) {
            if (settings.text("agents." + name + ".kind", "").equals("gemini")) {
                agents.put(name, ModelAgent.read(settings, name, folder));
            }
        }
        Set<String> asked = new HashSet<>();
        agents.values().forEach(agent -> asked.add(agent.settings().model()));
        boolean plans = settings.text("plan.planner", "match").equals("gemini");
        ModelSettings planner = common(settings, "plan.model", PlanForm.schema());
        boolean writes = settings.text("answer.policy", "all").equals("synthesize");
        ModelSettings writer = common(settings, "answer.model", null);
        if (plans) {
            asked.add(planner.model());
        }
        if (writes) {
            asked.add(writer.model());
        }
        Model service = asked.isEmpty() ? new NoModel() : traced.apply(gemini(settings, key));
        Models models = Models.of(service, replica, asked, folder);
        Asking asking = new Asking(models, turns, replica.clock());
        JsonSchemas schemas = new JsonSchemas();
        ContextState context = new ContextState(replica.state(), settings.time("context.expiry", "24h"));
        ToolRoutes tools = new ToolRoutes(agents.values(), replica.agents());
        FormReader forms = new FormReader(schemas);
        ModelReplies replies = new ModelReplies(schemas, forms, context, turns, replica.clock());
        Conversations conversations = new Conversations(context, tools, turns, forms);
        main.addMainListener(tools);
        main.bind("tools", new ToolCalls(tools, schemas, turns, replica.clock()));
        main.bind(
                "planner",
                new ModelPlanner(
                        replica.planners(), planner, settings.time("plan.timeout", "10s"), schemas, asking, turns));
        main.bind(
                "writer",
                new AnswerWriter(
                        WorkBeans.answers(settings),
                        writer,
                        settings.time("answer.timeout", "20s"),
                        asking,
                        turns,
                        replica.clock()));
        main.bind("model", new ModelCalls(agents, models, conversations, replies, turns, replica.clock()));
    }

    /** What is asked for all agents: of the model that this setting names, soberly. */
    private static ModelSettings common(Settings settings, String key, @Nullable Map<String, @Nullable Object> schema) {
        return new ModelSettings(settings.text(key, "gemini-2.5-flash"), 0.0, 4096, schema, Map.of());
    }

    private static Model gemini(Settings settings, @Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new InvalidSetting(
                    "an agent, the planner, or the policy of answers, asks a model, but the environment variable GOOGLE_API_KEY is not set");
        }
        return new GeminiModel(key, settings.text("gemini.url", "https://generativelanguage.googleapis.com"));
    }

    /** Where nothing in the settings asks for a model. */
    private static final class NoModel implements Model {
        @Override
        public Answer answer(Prompt prompt) {
            throw new IllegalStateException("the settings name no model");
        }

        @Override
        public AnswerStream stream(Prompt prompt) {
            throw new IllegalStateException("the settings name no model");
        }
    }
}
