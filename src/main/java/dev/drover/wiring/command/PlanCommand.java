package dev.drover.wiring.command;

import dev.drover.agent.Agent;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.settings.Settings;
import dev.drover.wiring.Rehearsal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a message would set going. */
@Command(
        name = "plan",
        description =
                "Shows which agents a message would be planned for, in which waves, for which money at most; it calls nobody.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TEXT", description = "What a caller would say.")
    @SuppressWarnings("NullAway.Init")
    String text;

    @Option(names = "--folder", description = "Where application.properties and routes are (default: this folder).")
    Path folder = Commands.folder();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        return Rehearsed.in(folder, spec, this::print);
    }

    private void print(Settings settings, Rehearsal rehearsal) {
        PrintWriter out = spec.commandLine().getOut();
        Plan plan = rehearsal.plan(text);
        WorstCost cost = new WorstCost(settings, folder);
        boolean asks = settings.text("plan.planner", "match").equals("gemini");
        out.println("planned by " + plan.planner() + (asks ? ", since no model is asked here" : "") + ", within "
                + settings.text("task.deadline", "5m"));
        if (plan.answer() != null) {
            out.println("nobody is called; the answer: " + plan.answer());
            return;
        }
        Map<String, WorstCost.Cost> costs = new LinkedHashMap<>();
        Set<String> replied = new HashSet<>();
        int number = 1;
        for (List<Step> wave = plan.wave(replied); !wave.isEmpty(); wave = plan.wave(replied)) {
            out.println("wave " + number++);
            for (Step step : wave) {
                Agent agent = rehearsal.agents().find(step.agent()).orElseThrow();
                int attempts = agent.calls().retries() + 1;
                costs.put(agent.name(), cost.of(step, attempts));
                out.println(
                        "  " + agent.name() + "  within " + words(agent.calls().timeout()) + ", up to " + attempts
                                + " attempts, " + costs.get(agent.name()).words());
                replied.add(step.id());
            }
        }
        out.println(cost.inAll(costs));
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
