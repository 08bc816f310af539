package dev.drover.wiring.command;

import dev.drover.agent.Agent;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.settings.Settings;
import dev.drover.wiring.Rehearsal;
import dev.drover.wiring.operate.Logs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
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
    public Integer call() throws Exception {
        Logs.configureQuietly();
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = Settings.load(folder, System::getenv);
        try (Rehearsal rehearsal = Rehearsal.of(settings, folder, Clock.systemUTC())) {
            Plan plan = rehearsal.plan(text);
            WorstCost cost = new WorstCost(settings, folder);
            out.println("planned by " + plan.planner() + ", within " + settings.text("task.deadline", "5m")
                    + cost.ofTask());
            if (plan.answer() != null) {
                out.println("nobody is called; the answer: " + plan.answer());
            }
            print(plan, rehearsal, cost, out);
            return 0;
        }
    }

    private static void print(Plan plan, Rehearsal rehearsal, WorstCost cost, PrintWriter out) {
        Set<String> replied = new HashSet<>();
        int number = 1;
        for (List<Step> wave = plan.wave(replied); !wave.isEmpty(); wave = plan.wave(replied)) {
            out.println("wave " + number++);
            for (Step step : wave) {
                Agent agent = rehearsal.agents().find(step.agent()).orElseThrow();
                out.println("  " + agent.name() + "  within "
                        + agent.calls().timeout().toString().substring(2).toLowerCase(java.util.Locale.ROOT)
                        + ", up to " + (agent.calls().retries() + 1) + " attempts, "
                        + cost.of(step, agent.calls().retries() + 1));
                replied.add(step.id());
            }
        }
    }
}
