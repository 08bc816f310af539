package dev.drover.wiring;

import dev.drover.a2a.Call;
import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.entry.Entry;
import dev.drover.http.AsyncHttpEngine;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.settings.Settings;
import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.wiring.request.Operations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.main.Main;

/** Drover with its shipped routes in this JVM, on a store in memory, entered by {@code direct:request}. */
public final class LocalDrover implements AutoCloseable {
    private static final Map<String, String> QUIET =
            Map.of("server.port", "0", "management.enabled", "false", "store.url", "memory:", "server.shutdown", "1s");

    private final MemoryTaskStore tasks;
    private final Main main;

    /**
     * @param settings over those that make it quiet; {@code routes.include} adds routes of the test
     * @param beans by the names that those routes use
     */
    public LocalDrover(Map<String, String> settings, Map<String, Object> beans) throws Exception {
        this(settings, beans, Clock.systemUTC());
    }

    /** The same, by the test's clock. */
    public LocalDrover(Map<String, String> settings, Map<String, Object> beans, Clock clock) throws Exception {
        this(settings, beans, clock, new MemoryTaskStore(Long.MAX_VALUE));
    }

    /** One that goes on where another one was stopped. */
    public LocalDrover(Map<String, String> settings, LocalDrover before) throws Exception {
        this(settings, Map.of(), Clock.systemUTC(), before.tasks);
    }

    private LocalDrover(Map<String, String> settings, Map<String, Object> beans, Clock clock, MemoryTaskStore tasks)
            throws Exception {
        this.tasks = tasks;
        Map<String, String> all = new HashMap<>(QUIET);
        all.putAll(settings);
        Stores stores = new Stores(tasks, new MemoryStateStore(clock), false, tasks);
        main = new Application(new Settings(all), Path.of("").toAbsolutePath(), clock, () -> stores, "a-key").main();
        beans.forEach(main::bind);
        main.init();
        main.getMainListeners().forEach(listener -> listener.beforeStart(main)); // as run() does, and start() does not
        main.start();
    }

    /** The task at rest that comes of a text for these agents. */
    public Task send(String text, String... agents) {
        return request(message(text, agents), Entry.Wait.END);
    }

    /** The task that {@code direct:request} answers with; what it refuses is thrown. */
    public Task request(Message message, Entry.Wait wait) {
        return request(message, new Entry("test", Map.of(), null, wait, null));
    }

    /** The same for whoever comes in by this entry. */
    public Task request(Message message, Entry entry) {
        Exchange exchange =
                ExchangeBuilder.anExchange(camel()).withBody(message).build();
        exchange.setVariable("entry", entry);
        camel().createProducerTemplate().send("direct:request", exchange);
        if (exchange.getException() instanceof RuntimeException e) {
            throw e;
        }
        return exchange.getMessage().getBody(Task.class);
    }

    /** What becomes of a task of a process that died, which left these events behind the message. */
    public Task takeUp(Message message, Event... left) {
        List<Event> events = new ArrayList<>();
        Instant now = Instant.now();
        events.add(new Event.Opened(now, Caller.ANONYMOUS, Ids.next(), message, now.plusSeconds(60)));
        events.addAll(List.of(left));
        Change opened = Change.open(Ids.next(), events);
        tasks.append(opened);
        Exchange exchange = ExchangeBuilder.anExchange(camel()).build();
        exchange.setVariable("taskId", opened.taskId());
        camel().createProducerTemplate().send("direct:work", exchange);
        return task(opened.taskId());
    }

    /** The task as it is. */
    public Task task(String taskId) {
        return task(taskId, Caller.ANONYMOUS);
    }

    /** The same, as its owner sees it. */
    public Task task(String taskId, Caller owner) {
        return operations().get(new Call.GetTask(taskId, null), owner);
    }

    private Operations operations() {
        return camel().getRegistry().lookupByNameAndType("operations", Operations.class);
    }

    /** What the journal has of this task. */
    public List<Event> events(Task task) {
        return tasks.events(task.id(), 0, Integer.MAX_VALUE).stream()
                .map(Recorded::event)
                .toList();
    }

    /** What the gate has noted in the task's journal. */
    public List<String> notes(String taskId) {
        return tasks.events(taskId, 0, Integer.MAX_VALUE).stream()
                .map(Recorded::event)
                .filter(Event.Note.class::isInstance)
                .map(note -> ((Event.Note) note).text())
                .toList();
    }

    public void cancel(String taskId) {
        operations().cancel(new Call.CancelTask(taskId), Caller.ANONYMOUS);
    }

    public static Message message(String text, String... agents) {
        Map<String, Object> metadata = agents.length == 0 ? Map.of() : Map.of("agents", List.of(agents));
        return new Message(Ids.next(), Role.USER, List.of(Part.text(text)), null, null, metadata, List.of(), List.of());
    }

    /** Where it listens. */
    public int port() {
        return camel().getRegistry()
                .lookupByNameAndType(AsyncHttpEngine.NAME, AsyncHttpEngine.class)
                .getServerPort();
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        main.stop();
    }
}
