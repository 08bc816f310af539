package dev.drover.wiring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.drover.agent.Agent;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.model.History;
import dev.drover.model.ModelFailure;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prompt;
import dev.drover.model.SchemaCheck;
import dev.drover.model.Turn;
import dev.drover.plan.Plan;
import dev.drover.plan.Planners;
import dev.drover.refusal.Refusal;
import dev.drover.task.Task;
import dev.drover.wiring.work.Turns;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code planner}: asks a model for a plan, or plans without one. Safe for any number of threads. */
public final class ModelPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPlanner.class);
    private static final String STEP = "plan";
    private static final History HISTORY = new History(20, 4000);

    private final Planners planners;
    private final ModelSettings settings;
    private final Duration timeout;
    private final SchemaCheck schemas;
    private final Asking asking;
    private final Turns turns;

    ModelPlanner(
            Planners planners,
            ModelSettings settings,
            Duration timeout,
            SchemaCheck schemas,
            Asking asking,
            Turns turns) {
        this.planners = planners;
        this.settings = settings;
        this.timeout = timeout;
        this.schemas = schemas;
        this.asking = asking;
        this.turns = turns;
    }

    /** Leaves variable {@code plan}; what it throws is for the circuit breaker. */
    public void ask(Exchange exchange) throws Exception {
        Task task = turns.task(exchange);
        if (planners.isLocal(task.request())) {
            exchange.setVariable("plan", local(task));
            return;
        }
        List<Agent> agents = available(task);
        List<Turn> said = History.with(
                HISTORY.turns(turns.history(exchange)), task.request().parts());
        try {
            Prompt prompt = new Prompt(settings, PlanForm.instruction(agents), said, List.of());
            exchange.setVariable("plan", plan(asking.ask(exchange, STEP, prompt, timeout), agents));
        } catch (Refusal overBudget) {
            planWithout(exchange, overBudget); // the service has done nothing that its breaker should count
        }
    }

    private Plan plan(String answer, List<Agent> agents) {
        try {
            Object value = Json.value(answer);
            List<String> violations = schemas.violations(PlanForm.schema(agents), value);
            if (violations.isEmpty()) {
                return PlanForm.plan(value);
            }
            throw ModelFailure.lasting("the model's plan does not follow its schema: " + violations.getFirst());
        } catch (JsonProcessingException e) {
            throw ModelFailure.lasting("the model's plan is not JSON");
        } catch (IllegalArgumentException e) {
            throw ModelFailure.lasting("the model's plan cannot be run: " + e.getMessage());
        }
    }

    /** Leaves variable {@code plan} where asking has failed, and notes why. */
    public void fallBack(Exchange exchange) {
        planWithout(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private void planWithout(Exchange exchange, Exception cause) {
        Task task = turns.task(exchange);
        String why = asking.note(exchange, "planned without the model", cause);
        LOG.atWarn().addKeyValue("task", task.id()).addKeyValue("reason", why).log("planned without the model");
        exchange.setVariable("plan", local(task));
    }

    /** By all that the caller has said in this task, since a planner may have asked for some of it. */
    private Plan local(Task task) {
        Message request = task.request();
        List<Part> said = task.history().stream()
                .filter(message -> message.role() == Role.USER)
                .flatMap(message -> message.parts().stream())
                .toList();
        return planners.plan(request.with(said), reach(task.owner()));
    }

    private List<Agent> available(Task task) {
        return planners.available(reach(task.owner()));
    }

    private static java.util.function.Predicate<String> reach(Caller owner) {
        return owner.reach()::includes;
    }
}
