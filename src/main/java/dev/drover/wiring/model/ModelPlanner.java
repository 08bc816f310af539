package dev.drover.wiring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drover.agent.Agent;
import dev.drover.identity.Caller;
import dev.drover.model.Answer;
import dev.drover.model.History;
import dev.drover.model.Model;
import dev.drover.model.ModelFailure;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prompt;
import dev.drover.model.SchemaCheck;
import dev.drover.model.Spent;
import dev.drover.plan.Plan;
import dev.drover.plan.Planners;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.wiring.work.Attempt;
import dev.drover.wiring.work.Turns;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code planner}: asks a model for a plan, or plans without one. Safe for any number of threads. */
public final class ModelPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPlanner.class);
    private static final String STEP = "plan";
    private static final History HISTORY = new History(20, 4000);

    private final Planners planners;
    private final Model model;
    private final ModelSettings settings;
    private final Duration timeout;
    private final SchemaCheck schemas;
    private final Turns turns;
    private final Clock clock;

    ModelPlanner(
            Planners planners,
            Model model,
            ModelSettings settings,
            Duration timeout,
            SchemaCheck schemas,
            Turns turns,
            Clock clock) {
        this.planners = planners;
        this.model = model;
        this.settings = settings;
        this.timeout = timeout;
        this.schemas = schemas;
        this.turns = turns;
        this.clock = clock;
    }

    /** Leaves variable {@code plan}; what it throws is for the circuit breaker. */
    public void ask(Exchange exchange) throws Exception {
        Task task = turns.task(exchange);
        if (planners.isLocal(task.request())) {
            exchange.setVariable("plan", local(task));
            return;
        }
        List<Agent> agents = available(task);
        Prompt prompt = new Prompt(
                settings,
                PlanForm.instruction(agents),
                History.with(
                        HISTORY.turns(turns.history(exchange)), task.request().parts()),
                List.of());
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        Attempt attempt = new Attempt(() -> answered.complete(model.answer(prompt)));
        try {
            attempt.run(timeout);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        Answer answer = answered.join();
        turns.write(
                exchange,
                new Event.ModelAnswered(
                        clock.instant(), STEP, answer.turn(), new Spent(settings.model(), answer.usage(), null)));
        exchange.setVariable("plan", plan(answer, agents));
    }

    private Plan plan(Answer answer, List<Agent> agents) {
        try {
            Object value = Json.value(answer.turn().text());
            if (!schemas.violations(PlanForm.schema(agents), value).isEmpty()) {
                throw ModelFailure.lasting("the model's plan does not follow its schema");
            }
            return PlanForm.plan(value);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw ModelFailure.lasting("the model's plan is none");
        }
    }

    /** Leaves variable {@code plan} where asking has failed, and notes why. */
    public void fallBack(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Task task = turns.task(exchange);
        String why = cause instanceof ModelFailure
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
        LOG.warn("planned without the model task={} reason={}", task.id(), why);
        turns.write(exchange, new Event.Note(clock.instant(), "planned without the model: " + why));
        exchange.setVariable("plan", local(task));
    }

    private Plan local(Task task) {
        return planners.plan(task.request(), reach(task.owner()));
    }

    private List<Agent> available(Task task) {
        return planners.available(reach(task.owner()));
    }

    private static java.util.function.Predicate<String> reach(Caller owner) {
        return owner.reach()::includes;
    }
}
